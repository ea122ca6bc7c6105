import type { Quota } from "./quota.ts";

/** How a server counts. */
export interface ServerModel {
  /** Counts a request that arrives now: 0 where it is accepted, else milliseconds until one would be. */
  admit(nowMs: number): number;
}

/** Accepts while fewer than `limit` of the last window were accepted, or came, where refused ones count too. */
export function createSlidingLog({ limit, windowMs }: Quota, countsRefused: boolean): ServerModel {
  const counted: number[] = [];
  return {
    admit(nowMs) {
      while (counted.length > 0 && counted[0]! + windowMs <= nowMs) counted.shift();
      const blocking = counted[counted.length - limit];
      if (blocking === undefined || countsRefused) counted.push(nowMs);
      return blocking === undefined ? 0 : blocking + windowMs - nowMs;
    },
  };
}

/** Counts anew in each window. The first request comes in the middle of one: no client knows where they begin. */
export function createFixedWindow({ limit, windowMs }: Quota): ServerModel {
  let endMs: number | null = null;
  let used = 0;
  return {
    admit(nowMs) {
      endMs ??= nowMs + windowMs / 2;
      if (nowMs >= endMs) {
        used = 0;
        endMs += (Math.floor((nowMs - endMs) / windowMs) + 1) * windowMs;
      }
      if (used >= limit) return endMs - nowMs;
      used += 1;
      return 0;
    },
  };
}

/** Holds up to `limit` tokens, full at first, and gains `limit` per window, evenly. */
export function createTokenBucket({ limit, windowMs }: Quota): ServerModel {
  const msPerToken = windowMs / limit;
  let tokens = limit;
  let filledMs: number | null = null;
  return {
    admit(nowMs) {
      tokens = Math.min(limit, tokens + (nowMs - (filledMs ?? nowMs)) / msPerToken);
      filledMs = nowMs;
      if (tokens < 1) return (1 - tokens) * msPerToken;
      tokens -= 1;
      return 0;
    },
  };
}
