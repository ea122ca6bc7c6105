/**
 * What to do when a step failed: a pure function of the error's code and the failures before it.
 * Waiting for a 429 is not decided here; the limiter's shared cooldown has done that already.
 */

/** Waits between tries, in milliseconds. */
export interface Delays {
  /** Before the next episode of a game. */
  readonly episodeMs: number;
  /** After the n-th failed try in a row (the server answered, but not well): base + n·step, at most max. */
  readonly failure: Growth;
  /** After the n-th exception in a row (no answer at all). */
  readonly exception: Growth;
}

interface Growth {
  readonly baseMs: number;
  readonly stepMs: number;
  readonly maxMs: number;
}

/** The documented delays: 3 s between episodes (2 s in swarm mode), min(10, 5+2n), min(15, 5+3n) s. */
export const API_DELAYS: Delays = {
  episodeMs: 3_000,
  failure: { baseMs: 5_000, stepMs: 2_000, maxMs: 10_000 },
  exception: { baseMs: 5_000, stepMs: 3_000, maxMs: 15_000 },
};
export const SWARM_EPISODE_MS = 2_000;

/** A game is given up after this many failures in a row, about a minute of waiting, unless all games fail. */
export const MAX_FAILURES_IN_A_ROW = 5;

export type Decision =
  /** Wait, settle what the failed step did, and go on. */
  | { readonly kind: "again"; readonly delayMs: number }
  | { readonly kind: "end-game" }
  | { readonly kind: "end-run" };

const ENDS_RUN = new Set(["API_UNAUTHORIZED", "DISK"]);
const AGAIN_AFTER_FAILURE = new Set([
  "API_SERVER",
  "API_UNAVAILABLE",
  "API_UNREADABLE",
  "API_LIMITED",
  "API_REFUSED",
]);
const AGAIN_AFTER_EXCEPTION = new Set(["REPLY_LOST", "UNREACHABLE"]);
/** What a server that is away brings, whatever the game. */
const OF_OUTAGE = new Set([...AGAIN_AFTER_EXCEPTION, "API_UNAVAILABLE"]);

/**
 * @param code the error's stable code
 * @param inARow how many steps have failed in a row, this one included
 * @param allFail whether no game of the run does better, so that waiting may help
 */
export function decideAfterFailure(
  code: string,
  inARow: number,
  delays: Delays,
  allFail: boolean,
): Decision {
  if (ENDS_RUN.has(code)) return { kind: "end-run" };
  const isOutage = allFail && OF_OUTAGE.has(code);
  if (inARow >= MAX_FAILURES_IN_A_ROW && !isOutage) return { kind: "end-game" };
  if (code === "API_NOT_STARTED") return { kind: "again", delayMs: 0 };
  if (AGAIN_AFTER_FAILURE.has(code)) return again(delays.failure, inARow);
  if (AGAIN_AFTER_EXCEPTION.has(code)) return again(delays.exception, inARow);
  return { kind: "end-game" };
}

const again = (growth: Growth, n: number): Decision => ({
  kind: "again",
  delayMs: Math.min(growth.maxMs, growth.baseMs + n * growth.stepMs),
});
