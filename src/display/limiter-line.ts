import type { LimiterSnapshot } from "../limiter/limiter.ts";
import { bar, duration, milliseconds, part } from "./format.ts";

const BAR_WIDTH = 10;
/** A shorter forecast is no news. */
const SHOWN_FROM_MS = 100;

/** The limiter in one line, e.g. `█████░░░░░ 312/600 last minute · 7/8 last second · 429s 0 · queue 2 (second)`. */
export function limiterLine(limiter: LimiterSnapshot): string {
  // What matters most first: a narrow terminal cuts the end.
  const parts = [
    `${windowBar(limiter)}${limiter.lastMinute}${limit(limiter.perMinuteLimit)} last minute`,
    `${limiter.lastSecond}${limit(limiter.perSecondLimit)} last second`,
    `429s ${limiter.limited}`,
    ...(limiter.throttle < 1 ? [`slowed to ${part(limiter.throttle)}`] : []),
    ...(limiter.stage !== "normal" && limiter.waitReasons.deferred ? [deferral(limiter)] : []),
    `queue ${limiter.queued}${whyWaiting(limiter)}`,
    ...(limiter.forecast.waitMs >= SHOWN_FROM_MS
      ? [`next in ${milliseconds(limiter.forecast.waitMs)}`]
      : []),
    `wait p95 ${milliseconds(limiter.waitMs.p95)}`,
  ];
  if (limiter.failed > 0) parts.push(`failed ${limiter.failed}`);
  if (limiter.cooldownMs > 0) parts.push(`cooldown ${duration(limiter.cooldownMs + 999)}`);
  return parts.join(" · ");
}

/** Who is deferred, in words. */
export const deferral = ({ stage }: Pick<LimiterSnapshot, "stage">): string =>
  stage === "optional-deferred" ? "background and optional deferred" : "background deferred";

const limit = (value: number | null): string => (value === null ? "" : `/${value}`);

const windowBar = ({ lastMinute, perMinuteLimit }: LimiterSnapshot): string =>
  perMinuteLimit === null ? "" : `${bar(lastMinute / perMinuteLimit, BAR_WIDTH)} `;

/** What held most requests so far, while some are held. */
function whyWaiting({ queued, waitReasons }: LimiterSnapshot): string {
  if (queued === 0) return "";
  const [most] = Object.entries(waitReasons)
    .filter(([reason]) => reason !== "none")
    .sort(([, a], [, b]) => b - a);
  return most ? ` (${most[0]})` : "";
}
