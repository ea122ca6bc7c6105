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
  /** At least this long between any two sends, whatever their lanes; 0: no such rule. */
  readonly sendGapMs: number;
  /** Tokens in any window of `windowMs`; null: no limit. */
  readonly inputTokensPerMinute: number | null;
  readonly outputTokensPerMinute: number | null;
  /** From the reply of a lane's request to the lane's next request. 0: no spacing, no waiting for the reply. */
  readonly spacingMs: number;
  /** Spacing of single lanes, in place of `spacingMs`. */
  readonly laneSpacingMs: Readonly<Record<string, number>>;
  /** Share of the window, of requests and of tokens, that only critical requests may use, 0–1. */
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
  /** No wait is shorter, even where a Retry-After is; 0: a Retry-After wins also where it is shorter. */
  readonly minMs: number;
  /** The largest share added by chance, e.g. 0.1. Never shortens a wait. */
  readonly jitter: number;
}

/** Milliseconds of rest a lane keeps after each reply. */
export function spacingOf(rules: Rules, lane: string): number {
  return Object.hasOwn(rules.laneSpacingMs, lane)
    ? (rules.laneSpacingMs[lane] ?? 0)
    : rules.spacingMs;
}

/**
 * The rules for a part of every limit, 0–1; never so small that nothing could ever be sent: where less
 * than one request a window is left, one goes every so many windows.
 */
export function scaledRules(rules: Rules, share: number): Rules {
  const part = (limit: number | null) => (limit === null ? null : Math.max(1, limit * share));
  const perWindow = (rules.perMinute ?? Number.POSITIVE_INFINITY) * share;
  const gapMs = perWindow < 1 ? rules.windowMs / perWindow : 0;
  return {
    ...rules,
    perMinute: part(rules.perMinute),
    perSecond: rules.perSecond === null ? null : rules.perSecond * share,
    inputTokensPerMinute: part(rules.inputTokensPerMinute),
    outputTokensPerMinute: part(rules.outputTokensPerMinute),
    sendGapMs: Math.max(rules.sendGapMs / share, gapMs),
  };
}
