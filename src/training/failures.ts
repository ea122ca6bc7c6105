import type { Clock } from "../base/clock.ts";
import { codeOf, messageOf } from "../base/errors.ts";
import type { Emit } from "./events.ts";
import { type Decision, type Delays, decideAfterFailure } from "./failure-policy.ts";
import type { Outage } from "./outage.ts";

/** The failures of one game's training. */
export interface Failures {
  /** A step that was billed: whatever failed before, the game goes on. */
  stepped(): void;
  /** Decides what to do about a failure and tells both; rejects with one that ends the whole run. */
  after(error: unknown): Promise<Decision>;
  /** Tells a failure; `next` says in words what follows. */
  tell(error: unknown, next: string): Promise<void>;
}

export interface FailuresOptions {
  readonly gameId: string;
  readonly delays: Delays;
  readonly clock: Clock;
  readonly outage: Outage;
  readonly emit: Emit;
}

export function createFailures({ gameId, delays, clock, outage, emit }: FailuresOptions): Failures {
  let inARow = 0;
  let sinceMs = 0;

  return {
    stepped() {
      inARow = 0;
    },
    async after(error) {
      if (inARow === 0) sinceMs = clock.now();
      inARow += 1;
      const allFail = outage.isGeneralSince(sinceMs);
      const decision = decideAfterFailure(codeOf(error), inARow, delays, allFail);
      // What ends the run is told by the run.
      if (decision.kind === "end-run") throw error;
      await tell(error, inWords(decision));
      return decision;
    },
    tell,
  };

  async function tell(error: unknown, next: string): Promise<void> {
    await emit({ type: "error", gameId, code: codeOf(error), message: messageOf(error), next });
  }
}

const inWords = (decision: Decision): string =>
  decision.kind === "again"
    ? `again in ${decision.delayMs / 1000} s`
    : "this game ends, the others go on";
