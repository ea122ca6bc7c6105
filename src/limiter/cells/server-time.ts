import type { Clock } from "../../base/clock.ts";

/** The time of a server, told now and then, kept on a clock of our own in between. */
export interface ServerTime {
  /**
   * Takes in what the server said between the two moments of our clock. False where it is so far from
   * what we held to be its time that its clock must have been set.
   */
  learn(told: { sentMs: number; serverMs: number; receivedMs: number }): boolean;
  /** Never goes back, except after the server's clock was set. Not known before the first `learn`. */
  now(): number;
}

/** Two clocks do not drift apart by more than this between two exchanges. */
const SET_MS = 1_000;

/**
 * The server's time is ours plus an offset. One exchange bounds the offset: when the request left the
 * server had not yet said its time, when the reply came it had. The offset moves only as far as these
 * bounds demand, so each quick exchange narrows it, and it is wrong by no more than the quickest took.
 */
export function createServerTime(clock: Clock): ServerTime {
  let offsetMs: number | null = null;
  let latestMs = Number.NEGATIVE_INFINITY;

  return {
    learn({ sentMs, serverMs, receivedMs }) {
      const least = serverMs - receivedMs;
      const most = serverMs - sentMs;
      const before = offsetMs ?? (least + most) / 2;
      offsetMs = Math.min(Math.max(before, least), most);
      const isSteady = Math.abs(offsetMs - before) < SET_MS;
      if (!isSteady) latestMs = Number.NEGATIVE_INFINITY;
      return isSteady;
    },
    now() {
      latestMs = Math.max(latestMs, clock.now() + (offsetMs ?? Number.NaN));
      return latestMs;
    },
  };
}
