import type { Clock } from "../base/clock.ts";

/** Tells a server that is away from a game that is broken: shared by the games of a run. */
export interface Outage {
  /** A step of any game succeeded. */
  stepped(): void;
  /** Whether no game has made a step since the moment (of the clock), and waiting may still help. */
  isGeneralSince(ms: number): boolean;
}

/** After so long without a step the server has closed the scorecard; nothing is left to wait for. */
const CARD_IDLE_MS = 15 * 60_000;

export function createOutage(clock: Clock): Outage {
  let steppedMs = clock.now();
  return {
    stepped() {
      steppedMs = clock.now();
    },
    isGeneralSince: (ms) => steppedMs <= ms && clock.now() - steppedMs < CARD_IDLE_MS,
  };
}
