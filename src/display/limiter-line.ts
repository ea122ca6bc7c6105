import type { LimiterSnapshot } from "../limiter/limiter.ts";
import { duration, milliseconds } from "./format.ts";

/** The limiter in one line, e.g. `312/600 last minute · 7/8 last second · queue 2 · 429s 0`. */
export function limiterLine(limiter: LimiterSnapshot): string {
  const parts = [
    `${limiter.lastMinute}${limit(limiter.perMinuteLimit)} last minute`,
    `${limiter.lastSecond}${limit(limiter.perSecondLimit)} last second`,
    `queue ${limiter.queued}`,
    `wait p95 ${milliseconds(limiter.waitMs.p95)}`,
    `429s ${limiter.limited}`,
  ];
  if (limiter.failed > 0) parts.push(`failed ${limiter.failed}`);
  if (limiter.cooldownMs > 0) parts.push(`cooldown ${duration(limiter.cooldownMs + 999)}`);
  return parts.join(" · ");
}

const limit = (value: number | null): string => (value === null ? "" : `/${value}`);
