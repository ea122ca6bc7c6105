import type { LimiterSnapshot } from "../limiter/limiter.ts";
import { duration, part } from "./format.ts";

/** A shorter wait speaks for itself. */
const LONG_MS = 60_000;

/** Whether the next request goes in more than a minute. */
export const isLongWait = ({ cooldownMs, forecast }: LimiterSnapshot): boolean =>
  Math.max(cooldownMs, forecast.waitMs) > LONG_MS;

/** What holds back whoever begins to send now and would wonder why, in a line; null: nothing does. */
export function waitNotice({ cooldownMs, throttle, forecast }: LimiterSnapshot): string | null {
  if (cooldownMs > LONG_MS) {
    return `the server asked for a pause (429): the next request goes in ${duration(cooldownMs + 999)}; arc-train doctor --clear-limits ends it`;
  }
  if (forecast.waitMs > LONG_MS) {
    return `the limit of this key is used up: the next request goes in ${duration(forecast.waitMs + 999)}`;
  }
  if (throttle < 1) {
    return `slowed to ${part(throttle)} of the limits, after earlier 429s: successes raise it again, arc-train doctor --clear-limits at once`;
  }
  return null;
}
