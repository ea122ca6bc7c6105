import type { Priority } from "../limiter.ts";
import type { Rules } from "./rules.ts";

/** At most so much in any span. */
export interface Cap {
  readonly spanMs: number;
  /** Replies are noted in steps of this length, rounded up: a log has spanMs ÷ grainMs entries at most. */
  readonly grainMs: number;
  /** For critical requests; Infinity: no limit. */
  readonly limit: number;
  /** For all others. */
  readonly ordinaryLimit: number;
}

/** The rules, worked out for deciding. */
export interface Plan {
  readonly rules: Rules;
  readonly minute: Cap;
  readonly second: Cap;
  /** Tokens. */
  readonly input: Cap;
  readonly output: Cap;
  /** Between any two sends, 0 where they need not be even. */
  readonly gapMs: number;
  /** How much of a gap a late send may make up for at the next one. */
  readonly catchUpMs: number;
}

const NO_LIMIT = Number.POSITIVE_INFINITY;

/** @param slackMs how much longer than the rules say what was sent counts in a window; default 0 */
export function planOf(rules: Rules, slackMs = 0): Plan {
  const { perSecond, evenly, sendGapMs } = rules;
  const evenGapMs = evenly && perSecond !== null ? 1000 / perSecond : 0;
  const gapMs = Math.max(evenGapMs, sendGapMs);
  return {
    rules,
    minute: windowCap(rules.perMinute, rules, slackMs),
    second: secondCap(evenly ? null : perSecond),
    input: windowCap(rules.inputTokensPerMinute, rules, slackMs),
    output: windowCap(rules.outputTokensPerMinute, rules, slackMs),
    gapMs,
    // A fifth: late timers and slots that come free unevenly cost little rate, and no burst follows a
    // pause. At ten a second, eleven at most go in any second, also in one that a network's jitter makes
    // 80 ms longer. A promised gap is never cut.
    catchUpMs: Math.min(evenGapMs / 5, gapMs - sendGapMs),
  };
}

/** What requests of a priority may use of a cap. */
export function limitFor(cap: Cap, priority: Priority): number {
  return priority === "critical" ? cap.limit : cap.ordinaryLimit;
}

/** Where there is a reserve, at least one is kept back and at least one is left. */
function windowCap(most: number | null, { reserve, windowMs }: Rules, slackMs: number): Cap {
  const spanMs = windowMs + slackMs;
  if (most === null) {
    return { spanMs, grainMs: windowMs / 600, limit: NO_LIMIT, ordinaryLimit: NO_LIMIT };
  }
  const limit = Math.floor(most);
  const ordinaryLimit = Math.max(1, limit - Math.ceil(limit * reserve));
  return { spanMs, grainMs: 1, limit, ordinaryLimit };
}

/**
 * The second has no reserve: who is critical goes first there anyway, and waits a second at most,
 * not a minute. A rate below 1/s is one request in a longer span.
 */
function secondCap(perSecond: number | null): Cap {
  const limit = perSecond === null ? NO_LIMIT : Math.max(1, Math.floor(perSecond));
  const spanMs = perSecond === null || perSecond >= 1 ? 1000 : 1000 / perSecond;
  return { spanMs, grainMs: 1, limit, ordinaryLimit: limit };
}

/** Requests per millisecond that ordinary requests may keep up. */
export function sustainedPerMs({ minute, second, gapMs }: Plan): number {
  return Math.min(
    minute.ordinaryLimit / minute.spanMs,
    second.ordinaryLimit / second.spanMs,
    gapMs > 0 ? 1 / gapMs : NO_LIMIT,
  );
}
