import type { Cooldown } from "./backoff.ts";
import type { Outcome } from "./limiter.ts";
import type { Plan } from "./plan.ts";
import type { Rules } from "./rules.ts";
import { type Slot, usedIn, type Window } from "./window.ts";

/**
 * How far all hold back below the known limits because the server refused what these allow: another
 * program uses the same key, or the server allows less than it says. Plain data.
 */
export interface Throttle {
  /** The part of every limit on requests that is used now, 0.05–1. */
  readonly level: number;
  /** The level at which the server last began to refuse, as far as can be told; 1 before it ever did. */
  readonly refusedAt: number;
}

/** What became of a request, and the cooldown after it. */
interface Reply {
  readonly slot: Slot;
  readonly outcome: Outcome;
  readonly nowMs: number;
  readonly responseMs: number;
  readonly cooldown: Cooldown;
}

export const NO_THROTTLE: Throttle = { level: 1, refusedAt: 1 };

/** Of each wait that a 429 opens: CUBIC's β (RFC 9438), and that of AWS' adaptive retry mode. */
const CUT = 0.7;
const LOWEST = 0.05;
/** Where less of the present limit is asked for, successes say nothing about more. */
const LEAST_DEMAND = 0.5;
/**
 * Growth per window's worth of successes: at the level that was refused, and more per distance from it.
 * Chosen on simulated servers that allow 60 to 450 of the 600 that are known: where either is larger,
 * there are more 429s and no more gets through; where REGAIN is smaller, it takes longer to come back.
 */
const PROBE = 0.001;
const REGAIN = 1;

/**
 * The throttle after a request was settled, `cooldown` being that after it.
 *
 * A 429 that opened a wait cuts the level to 0.7, 0.05 at the least; late ones of older grants open
 * none. The success of a request that was sent since the latest wait began raises it: within a
 * window's worth of successes by PROBE + REGAIN · |level − refusedAt|, that is quickly from far below
 * to where the server began to refuse, slowly past it, and ever quicker when it takes more after all.
 * This has the shape of CUBIC's curve (RFC 9438), as a step, so that no time need be kept; never above
 * 1, the known limit. Where no limit on requests is known, there is nothing to cut.
 */
export function throttleAfterSettle(
  before: { readonly throttle: Throttle; readonly cooldown: Cooldown; readonly window: Window },
  { slot, outcome, nowMs, responseMs, cooldown }: Reply,
  plan: Plan,
): Throttle {
  const { throttle, window } = before;
  const { level, refusedAt } = throttle;
  const isRefused = cooldown.consecutive > before.cooldown.consecutive;
  const isSuccess = outcome.kind === "ok" && slot.id >= cooldown.firstId;
  if (!(isRefused || (isSuccess && level < 1))) return throttle;
  const perWindow = allowedPerWindow(plan, responseMs);
  if (!Number.isFinite(perWindow)) return throttle;
  const demand = usedIn(window, "minute", nowMs, plan) / perWindow;
  if (isRefused) {
    // The first of a row shows what was sent when the server had enough; the rest only that it still has.
    const isFirst = before.cooldown.consecutive === 0;
    return {
      level: Math.max(LOWEST, level * CUT),
      refusedAt: isFirst ? level * Math.min(1, demand) : refusedAt,
    };
  }
  if (demand < LEAST_DEMAND) return throttle;
  const growth = PROBE + REGAIN * Math.abs(level - refusedAt);
  return { level: Math.min(1, level + growth / perWindow), refusedAt };
}

/**
 * What ordinary requests may send within a window at most, at replies that take `responseMs`; Infinity
 * where nothing limits them.
 */
function allowedPerWindow({ minute, second, gapMs }: Plan, responseMs: number): number {
  const overMs = minute.spanMs + responseMs;
  return Math.min(
    minute.ordinaryLimit,
    (overMs * second.ordinaryLimit) / (second.spanMs + responseMs),
    gapMs > 0 ? overMs / gapMs : Number.POSITIVE_INFINITY,
  );
}

/**
 * The rules at a level: limits on requests and the gaps between them; tokens keep theirs. One request
 * in a window is always left.
 */
export function throttledRules(rules: Rules, level: number): Rules {
  const { perMinute, perSecond, sendGapMs, windowMs } = rules;
  const slowest = (perSecond: number) => Math.min(perSecond, 1_000 / windowMs);
  return {
    ...rules,
    perMinute: perMinute === null ? null : Math.max(1, perMinute * level),
    perSecond: perSecond === null ? null : Math.max(slowest(perSecond), perSecond * level),
    sendGapMs: Math.min(sendGapMs / level, Math.max(sendGapMs, windowMs)),
  };
}
