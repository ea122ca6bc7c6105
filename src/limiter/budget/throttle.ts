import type { Outcome } from "../limiter.ts";
import type { Cooldown } from "./backoff.ts";
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
  /** When the latest wait began; 0 before the first. */
  readonly refusedMs: number;
  /** For how many windows nothing must be refused until the cause is taken to have gone. */
  readonly patience: number;
}

/** What became of a request, and the cooldown after it. */
interface Reply {
  readonly slot: Slot;
  readonly outcome: Outcome;
  readonly nowMs: number;
  readonly responseMs: number;
  readonly cooldown: Cooldown;
}

/** Two windows; twice as many after each return that was refused again, and at most so many. */
const PATIENCE = { least: 2, most: 8 };

export const NO_THROTTLE: Throttle = {
  level: 1,
  refusedAt: 1,
  refusedMs: 0,
  patience: PATIENCE.least,
};

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
 * none. One that follows successes and an earlier one cuts it to what the server took before either,
 * where that is lower: a tenth of the known limit is found by two, not by seven. The success of a request that was sent since the latest wait began raises it: within a
 * window's worth of successes by PROBE + REGAIN · |level − refusedAt|, that is quickly from far below
 * to where the server began to refuse, slowly past it, and ever quicker when it takes more after all.
 * This has the shape of CUBIC's curve (RFC 9438), as a step, so that no time need be kept; never above
 * 1, the known limit. Where no limit on requests is known, there is nothing to cut.
 *
 * A success when nothing was refused for `patience` windows ends it, however little is asked for: what made
 * the server refuse (another program, mostly) has gone. Where it has not, the next 429 finds the level
 * again, and the wait for the next such return is twice as long: a lasting cause costs ever fewer.
 */
export function throttleAfterSettle(
  before: { readonly throttle: Throttle; readonly cooldown: Cooldown; readonly window: Window },
  { slot, outcome, nowMs, responseMs, cooldown }: Reply,
  plan: Plan,
): Throttle {
  const { throttle, window } = before;
  const { level, refusedAt, refusedMs, patience } = throttle;
  const isRefused = cooldown.consecutive > before.cooldown.consecutive;
  const isSuccess = outcome.kind === "ok" && slot.id >= cooldown.firstId;
  if (!(isRefused || (isSuccess && level < 1))) return throttle;
  const quiet = (nowMs - refusedMs) / plan.rules.windowMs;
  if (isSuccess && quiet >= patience) return { ...throttle, level: 1 };
  const perWindow = allowedPerWindow(plan, responseMs);
  if (!Number.isFinite(perWindow)) return throttle;
  const demand = usedIn(window, "minute", nowMs, plan) / perWindow;
  if (isRefused) {
    // The first of a row shows what was sent when the server had enough; the rest only that it still has.
    if (before.cooldown.consecutive > 0)
      return { ...throttle, level: cut(level), refusedMs: nowMs };
    const taken = level * Math.min(1, demand);
    return {
      level: Math.min(cut(level), Math.max(LOWEST, refusedAt, taken)),
      refusedAt: taken,
      refusedMs: nowMs,
      patience: patienceAfter(patience, quiet),
    };
  }
  if (demand < LEAST_DEMAND) return throttle;
  const growth = PROBE + REGAIN * Math.abs(level - refusedAt);
  return { ...throttle, level: Math.min(1, level + growth / perWindow) };
}

/** Longer where a return was refused, within two windows of it; anew where all was well for longer. */
function patienceAfter(patience: number, quiet: number): number {
  if (quiet < patience) return patience;
  if (quiet > patience + PATIENCE.least) return PATIENCE.least;
  return Math.min(2 * patience, PATIENCE.most);
}

const cut = (level: number): number => Math.max(LOWEST, level * CUT);

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
 * in a window is always left. The rate is cut by even gaps where there were none: a burst at a server
 * that has enough draws several 429s, and in a second of one or two a single lost reply, which counts
 * until its timeout, would hold up all.
 */
export function throttledRules(rules: Rules, level: number): Rules {
  if (level === 1) return rules;
  const { perMinute, perSecond, sendGapMs, windowMs } = rules;
  const evenGapMs = perSecond === null ? 0 : 1_000 / perSecond;
  const gapMs = Math.max(sendGapMs, evenGapMs);
  return {
    ...rules,
    perMinute: perMinute === null ? null : Math.max(1, perMinute * level),
    sendGapMs: Math.min(gapMs / level, Math.max(gapMs, windowMs)),
  };
}
