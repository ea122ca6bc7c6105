import type { Change } from "./state-cell.ts";

/** Changes of one process that go out one batch after the other. */
export interface ChangeQueue<State> {
  add<Result>(change: Change<State, Result>): Promise<Result>;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
}

/** All changes of a batch, one after the other. May be run again on a newer state. */
export type Batch<State> = (state: State, nowMs: number) => State;

interface Job<State> {
  readonly run: Batch<State>;
  finish(): void;
  fail(error: unknown): void;
}

/**
 * Hands `commit` what is asked for in one go, and what comes while that is on its way as the next
 * batch. A change that throws leaves the state to the others; where `commit` rejects, all of its batch
 * do.
 */
export function createChangeQueue<State>(
  commit: (batch: Batch<State>) => Promise<void>,
): ChangeQueue<State> {
  const waiting: Job<State>[] = [];
  let working: Promise<void> | null = null;

  return {
    add: (change) =>
      new Promise((resolve, reject) => {
        let finish = () => {};
        waiting.push({
          run(state, nowMs) {
            try {
              const next = change(state, nowMs);
              finish = () => resolve(next.result);
              return next.state;
            } catch (error) {
              finish = () => reject(error);
              return state;
            }
          },
          finish: () => finish(),
          fail: reject,
        });
        working ??= work();
      }),
    async idle() {
      await working;
    },
  };

  async function work() {
    // Lets the caller ask for all that it wants now.
    await null;
    while (waiting.length > 0) {
      const jobs = waiting.splice(0);
      try {
        await commit((state, nowMs) => jobs.reduce((latest, job) => job.run(latest, nowMs), state));
        for (const job of jobs) job.finish();
      } catch (error) {
        for (const job of jobs) job.fail(error);
      }
    }
    working = null;
  }
}
