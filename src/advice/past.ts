import type { AdviceRecord, RecordOf, RecordType } from "./record.ts";

/** A request of an earlier process, and what became of it. */
type Outcome = RecordOf<"answered"> | RecordOf<"failed">;

/** A piece of code that an earlier process began to run. */
export interface PastRun {
  readonly calls: readonly RecordOf<"call">["call"][];
  /** Undefined where the process ended first. */
  readonly ran?: RecordOf<"ran">;
}

/**
 * What the records of killed processes tell of a run: gone through once more in the same order, it has an
 * agent come to the state that it was in, without asking, running or playing anything again.
 */
export interface Past {
  /** Requests so far, those without an answer too. */
  readonly calls: number;
  /** Whether it was written that a budget is used up. */
  readonly isCapped: boolean;
  /** What became of this request, or else of the earliest that was not gone through; undefined where that is open. */
  outcome(key: string): Outcome | undefined;
  run(run: number, code: string): PastRun | undefined;
  /** The action that was chosen as this step; `pass` goes on to the one chosen after it was refused. */
  act(step: number): RecordOf<"act"> | undefined;
  pass(step: number): boolean;
  /** Goes on to the next record of a type; false where there is none: it is news. */
  knows(type: RecordType): boolean;
  /** Steps that surely were taken: those before the one whose action was chosen last. */
  readonly steps: number;
  /** From this step on its records tell all. */
  readonly first: number;
  /** Of the records, those that tell of what is brought along. */
  readonly brought: RecordOf<"brought"> | undefined;
  /** All that comes is new. */
  end(): void;
  readonly hasEnded: boolean;
}

export function createPast(all: readonly AdviceRecord[]): Past {
  const records = all.slice(1 + all.findLastIndex(({ type }) => type === "anew"));
  const calls = all.filter(({ type }) => type === "asked").length;
  let asked = requests(records);
  let runs = runsOf(records);
  let acts = byStep(records);
  const steps = Math.max(0, ...acts.keys());
  let hasEnded = false;
  const left = new Map<RecordType, number>();
  for (const { type } of records) left.set(type, (left.get(type) ?? 0) + 1);

  const anew = all.findLast((record) => record.type === "anew");
  const brought = records.findLast((record) => record.type === "brought");

  return {
    calls,
    isCapped: all.some(({ type }) => type === "capped"),
    steps,
    first: anew?.step ?? 0,
    brought,
    outcome(key) {
      const same = asked.filter((one) => one.key === key);
      const found = same.find(({ outcome }) => outcome) ?? asked.find(({ outcome }) => outcome);
      // One without an answer was asked again later, or is to be now.
      asked = asked.filter((one) => one !== found && !(one.key === key && !one.outcome));
      return found?.outcome;
    },
    run(run, code) {
      const found = runs.get(run);
      return found?.code === code ? found : undefined;
    },
    act: (step) => acts.get(step)?.[0],
    pass: (step) => acts.get(step)?.shift() !== undefined,
    knows(type) {
      const count = left.get(type) ?? 0;
      left.set(type, count - 1);
      return count > 0;
    },
    get hasEnded() {
      return hasEnded;
    },
    end() {
      hasEnded = true;
      asked = [];
      runs = new Map();
      acts = new Map();
      left.clear();
    },
  };
}

interface PastRequest {
  readonly key: string;
  readonly outcome?: Outcome;
}

function requests(records: readonly AdviceRecord[]): PastRequest[] {
  const outcomes = new Map<number, Outcome>();
  for (const record of records) {
    if (record.type === "answered" || record.type === "failed") outcomes.set(record.call, record);
  }
  return records.flatMap((record) => {
    if (record.type !== "asked") return [];
    const outcome = outcomes.get(record.call);
    return [{ key: record.key, ...(outcome && { outcome }) }];
  });
}

function runsOf(records: readonly AdviceRecord[]): Map<number, PastRun & { code: string }> {
  const runs = new Map<number, PastRun & { code: string }>();
  for (const record of records) {
    if (record.type === "code") runs.set(record.run, { code: record.code, calls: [] });
    else if (record.type === "call" || record.type === "ran") {
      const run = runs.get(record.run);
      if (!run) continue;
      const more = record.type === "ran" ? { ran: record } : { calls: [...run.calls, record.call] };
      runs.set(record.run, { ...run, ...more });
    }
  }
  return runs;
}

function byStep(records: readonly AdviceRecord[]): Map<number, RecordOf<"act">[]> {
  const acts = new Map<number, RecordOf<"act">[]>();
  for (const record of records) {
    if (record.type === "act") acts.set(record.step, [...(acts.get(record.step) ?? []), record]);
  }
  return acts;
}
