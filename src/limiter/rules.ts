import type { Priority } from "./limiter.ts";

/** What the limiter holds itself to. Plain data. */
export interface Rules {
  /** Requests in any window of `windowMs`; null: no limit. */
  readonly perMinute: number | null;
  /** Requests in any second, fractions allowed; null: no limit. */
  readonly perSecond: number | null;
  /**
   * How `perSecond` is kept. False: a request counts until one second after its reply, so that the
   * server never sees more in any second, at the price of a rate of perSecond ÷ (1 s + reply time).
   * True: sends are 1 / perSecond apart, which is the full rate at any reply time; where the network
   * bunches them the server may see one more in a second.
   */
  readonly evenly: boolean;
  /** From the reply of a lane's request to the lane's next request. 0: no spacing, no waiting for the reply. */
  readonly spacingMs: number;
  /** Spacing of single lanes, in place of `spacingMs`. */
  readonly laneSpacingMs: Readonly<Record<string, number>>;
  /** Share of `perMinute` that only critical requests may use, 0–1. */
  readonly reserve: number;
  /** The length of the "minute". */
  readonly windowMs: number;
  /** After this long without a reply a request is given up. Must not be below the timeout of the sender. */
  readonly timeoutMs: number;
  readonly backoff: BackoffRules;
}

/** How long everybody waits after a 429. */
export interface BackoffRules {
  readonly baseMs: number;
  /** The longest nominal wait; jitter may add its share. A Retry-After may be longer. */
  readonly maxMs: number;
  /** The largest share added by chance, e.g. 0.1. Never shortens a wait. */
  readonly jitter: number;
}

/** At most `limit` requests in any `spanMs`. */
export interface Cap {
  readonly limit: number;
  readonly spanMs: number;
}

/**
 * The window as a priority sees it: all of it for critical requests, all but the reserve for others.
 * Where there is a reserve, at least one is kept back and at least one is left. The second has no
 * reserve: who is critical goes first there anyway, and waits a second at most, not a minute.
 */
export function windowCap(rules: Rules, priority: Priority): Cap | null {
  const { perMinute, reserve, windowMs: spanMs } = rules;
  if (perMinute === null) return null;
  const limit = Math.floor(perMinute);
  if (priority === "critical") return { limit, spanMs };
  return { limit: Math.max(1, limit - Math.ceil(limit * reserve)), spanMs };
}

/** The counted second; null where there is none or where sends are spread evenly. A rate below 1/s is one in a longer span. */
export function secondCap({ perSecond, evenly }: Rules): Cap | null {
  if (perSecond === null || evenly) return null;
  return perSecond >= 1
    ? { limit: Math.floor(perSecond), spanMs: 1000 }
    : { limit: 1, spanMs: 1000 / perSecond };
}

/** Milliseconds between any two sends where they are spread evenly, else 0. */
export function evenGapMs({ perSecond, evenly }: Rules): number {
  return perSecond === null || !evenly ? 0 : 1000 / perSecond;
}

/** Milliseconds of rest a lane keeps after each reply. */
export function spacingOf(rules: Rules, lane: string): number {
  return Object.hasOwn(rules.laneSpacingMs, lane)
    ? (rules.laneSpacingMs[lane] ?? 0)
    : rules.spacingMs;
}
