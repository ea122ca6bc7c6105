import type { Random } from "../base/random.ts";
import type { Faults, Mishap } from "./faults.ts";

/** The fate of one request. */
export interface Fate {
  /** Null: all goes well. */
  readonly mishap: Mishap | null;
  /** Milliseconds until a 503 is over; 0 with all else. */
  readonly waitMs: number;
}

const WELL: Fate = { mishap: null, waitMs: 0 };

/**
 * Draws the fates of requests, each when it arrives (`nowMs`, clock time). Unless faults are to be
 * everywhere, commands suffer, while games are listed and cards opened and closed in peace.
 */
export function createFates(
  { shares, outageMs, everywhere }: Faults,
  random: Random,
): (path: string, nowMs: number) => Fate {
  const mishaps = Object.entries(shares) as [Mishap, number][];
  let outageEndsAt = Number.NEGATIVE_INFINITY;

  function draw(): Mishap | null {
    let left = random.next();
    for (const [mishap, share] of mishaps) {
      if (left < share) return mishap;
      left -= share;
    }
    return null;
  }

  return (path, nowMs) => {
    if (mishaps.length === 0 || !(everywhere || path.startsWith("/api/cmd/"))) return WELL;
    const isOut = nowMs < outageEndsAt;
    const mishap = isOut ? "503" : draw();
    if (mishap !== "503") return { mishap, waitMs: 0 };
    if (!isOut) outageEndsAt = nowMs + outageMs;
    return { mishap, waitMs: outageEndsAt - nowMs };
  };
}
