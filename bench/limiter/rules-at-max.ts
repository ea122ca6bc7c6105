import { rulesFor } from "../../dist/limiter/budget/pace.js";
import type { Rules } from "../../dist/limiter/budget/rules.js";
import type { Quota } from "./quota.ts";

/** Our pace `max` for another quota: its rate and its times change with the limit and the window. */
export function rulesAtMax({ limit, windowMs }: Quota): Rules {
  const max = rulesFor("max");
  const timeScale = windowMs / max.windowMs;
  const rateScale = limit / (max.perMinute ?? limit) / timeScale;
  return rulesFor("max", {
    perMinute: limit,
    perSecond: max.perSecond === null ? null : max.perSecond * rateScale,
    windowMs,
    timeoutMs: max.timeoutMs * timeScale,
    backoff: {
      baseMs: max.backoff.baseMs * timeScale,
      maxMs: max.backoff.maxMs * timeScale,
    },
  });
}
