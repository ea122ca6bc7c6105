import { printable } from "../base/errors.ts";
import type { LimiterSnapshot, Percentiles } from "../limiter/limiter.ts";
import { milliseconds, part, percent } from "./format.ts";
import { deferral } from "./limiter-line.ts";

/** All rate-limit statistics, for `stats` and `--stats`. */
export function limiterReport(limiter: LimiterSnapshot): string {
  const rows: [string, string][] = [
    [
      "requests",
      `${limiter.requests} sent, ${limiter.ok} ok, ${limiter.limited} × 429, ${limiter.failed} failed`,
    ],
    ["retries", `${limiter.retries}`],
    ["failures", pairs(limiter.failures)],
    ["last minute", `${limiter.lastMinute} of ${limiter.perMinuteLimit ?? "no limit"}`],
    ["last second", `${limiter.lastSecond} of ${limiter.perSecondLimit ?? "no limit"}`],
    ["in flight, queued", `${limiter.inFlight}, ${limiter.queued}`],
    ["cooldown", limiter.cooldownMs > 0 ? milliseconds(limiter.cooldownMs) : "none"],
    ["429s in a row", `${limiter.consecutiveLimited}`],
    [
      "slowed",
      limiter.throttle < 1 ? `to ${part(limiter.throttle)} of the limits, after 429s` : "no",
    ],
    [
      "window used",
      `${percent(limiter.windowUse)}${limiter.stage === "normal" ? "" : `, ${deferral(limiter)}`}`,
    ],
    ["hit rate", percent(limiter.hitRate)],
    ["success rate", percent(limiter.successRate)],
    ["efficiency", limiter.efficiency === null ? "–" : percent(limiter.efficiency)],
    ["wait", spread(limiter.waitMs)],
    ["waited for", pairs(limiter.waitReasons)],
    ["forecast", forecastText(limiter)],
    ["forecast off by", spread(limiter.forecastErrorMs)],
    ["response", spread(limiter.responseMs)],
    ["by lane", ""],
    ...Object.entries(limiter.lanes).map(([lane, figures]): [string, string] => [
      `  ${lane}`,
      `${figures.requests} sent, ${figures.ok} ok, ${figures.limited} × 429, ${figures.failed} failed`,
    ]),
    ["advice", limiter.recommendation],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows
    .map(([name, value]) => printable(`${name.padEnd(width)}  ${value}`.trimEnd()))
    .join("\n");
}

function forecastText({ forecast: { waitMs, windowFullInMs } }: LimiterSnapshot): string {
  const full =
    windowFullInMs === null ? "never at this rate" : `in ${milliseconds(windowFullInMs)}`;
  return `a request now would wait ${milliseconds(waitMs)}; window full ${full}`;
}

const spread = ({ p50, p95, p99 }: Percentiles): string =>
  `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}, p99 ${milliseconds(p99)}`;

const pairs = (counts: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ") || "none";
