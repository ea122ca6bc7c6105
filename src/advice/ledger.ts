import type { Usage } from "../agents/ask.ts";
import type { AskFailure } from "./errors.ts";

/** One call of a model, for the books. */
export interface Call {
  readonly gameId: string;
  /** As the user named it. */
  readonly model: string;
  /** When it ended, milliseconds since 1970. */
  readonly at: number;
  readonly outcome: "ok" | "aborted" | AskFailure;
  /** Undefined where the service did not tell. */
  readonly usage?: Usage | undefined;
  /** US dollars; where the usage is not known, the most it can have been; undefined without a known price. */
  readonly cost?: number | undefined;
  /** For a grant of the limiter. */
  readonly waitedMs: number;
  /** From sending to the end of the answer. */
  readonly ms: number;
}

/** Sums over calls. */
export interface Spending {
  /** Sent, repeats included. */
  readonly calls: number;
  readonly answered: number;
  /** Answers from the cache of identical requests: no calls. */
  readonly repeats: number;
  readonly input: number;
  readonly cached: number;
  readonly written: number;
  readonly output: number;
  readonly reasoning: number;
  /** US dollars of the calls with a known price. */
  readonly cost: number;
  readonly waitedMs: number;
  readonly ms: number;
}

/** The books of a run. */
export interface Ledger {
  enter(call: Call): void;
  /** An answer came from the cache. */
  repeated(gameId: string): void;
  readonly total: Spending;
  of(gameId: string): Spending;
}

export const NOTHING_SPENT: Spending = {
  calls: 0,
  answered: 0,
  repeats: 0,
  input: 0,
  cached: 0,
  written: 0,
  output: 0,
  reasoning: 0,
  cost: 0,
  waitedMs: 0,
  ms: 0,
};

/** `onCall` hears of each call as it ends. */
export function createLedger(onCall: (call: Call) => void = () => undefined): Ledger {
  const games = new Map<string, Spending>();
  let total = NOTHING_SPENT;
  const add = (gameId: string, more: Partial<Spending>) => {
    games.set(gameId, plus(games.get(gameId) ?? NOTHING_SPENT, more));
    total = plus(total, more);
  };
  return {
    enter(call) {
      const { gameId, outcome, usage, cost = 0, waitedMs, ms } = call;
      const answered = outcome === "ok" ? 1 : 0;
      add(gameId, { calls: 1, answered, ...usage, cost, waitedMs, ms });
      onCall(call);
    },
    repeated: (gameId) => add(gameId, { repeats: 1 }),
    get total() {
      return total;
    },
    of: (gameId) => games.get(gameId) ?? NOTHING_SPENT,
  };
}

function plus(sums: Spending, more: Partial<Spending>): Spending {
  const names = Object.keys(sums) as (keyof Spending)[];
  return Object.fromEntries(
    names.map((name) => [name, sums[name] + (more[name] ?? 0)]),
  ) as unknown as Spending;
}
