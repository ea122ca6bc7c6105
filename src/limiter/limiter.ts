/**
 * Critical may use the whole limit; normal and background leave a reserve for it. Background is also
 * deferred from 80 % use of the window until it has fallen to 70 %, by a window at most; so are those
 * behind it on its lane.
 */
export type Priority = "critical" | "normal" | "background";

/** How the requests of a wrapped `fetch` are counted. */
export interface WrapOptions extends Omit<GrantRequest, "lane" | "signal" | "cost"> {
  /** Default `fetch`. */
  readonly lane?: string;
  /** Of every call, or told by what it is called with. */
  readonly cost?: CostEstimate | ((...call: Parameters<typeof fetch>) => CostEstimate);
  /**
   * Reads what a 2xx reply really cost, from a copy of its own. The request counts as under way until
   * then. Where it throws, or what it says is no number, what was held for the estimate stands.
   */
  readonly usage?: (reply: Response) => TokenCost | Promise<TokenCost>;
}

/** A wish to send one request. */
export interface GrantRequest {
  /** Whose spacing and fairness it counts under: a game's id, or a fixed name such as `scorecard`. */
  readonly lane: string;
  /** Default `normal`. */
  readonly priority?: Priority;
  /**
   * Play goes on without it: it goes after all that is normal, and is deferred from 90 % use of the
   * window until it has fallen to 80 %, by a window at most. Says something of normal priority alone.
   */
  readonly optional?: boolean;
  /** May go during a wait after a 429 too: what ends something that would otherwise stay open for long. */
  readonly urgent?: boolean;
  /** Tokens it is estimated to cost; default none. */
  readonly cost?: CostEstimate;
  /** Whether it repeats one that failed: only counted. */
  readonly retry?: boolean;
  /** Gives up waiting; `acquire` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Tokens of one request; what is absent counts 0 as a cost, and in a usage as much as was held for it. */
export interface TokenCost {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

/** What a request is thought to cost, and what it costs at the very most where that is known. */
export interface CostEstimate extends TokenCost {
  /** Default: three times the estimate, more where estimates were seen to be worse than that. */
  readonly maxInputTokens?: number;
  /** The same for output: a model call's own limit, such as `max_tokens`. */
  readonly maxOutputTokens?: number;
}

/** What became of a request. */
export type Outcome =
  /** A 2xx reply. The only outcome that lowers the backoff. `usage`: the tokens it really cost. */
  | { readonly kind: "ok"; readonly usage?: TokenCost }
  /** A 429. */
  | { readonly kind: "limited"; readonly retryAfterMs?: number }
  /**
   * Another reply, or surely never sent. `reason` is a short stable word: `http_500`, `connect`. A
   * Retry-After holds the lane alone: it may be one game's instance that is away. `usage`: the tokens it cost
   * nevertheless, where that is known; else what was held for it counts.
   */
  | {
      readonly kind: "failed";
      readonly reason: string;
      readonly retryAfterMs?: number;
      readonly usage?: TokenCost;
    }
  /** No reply: it may have been applied (`timeout`, `aborted`, `reset`). Keeps its slot for timeout + window. */
  | { readonly kind: "unknown"; readonly reason: string };

/** Why a request had to wait. */
export type WaitReason =
  | "none"
  | "window"
  | "second"
  | "spacing"
  | "cooldown"
  | "reserve"
  | "input-tokens"
  | "output-tokens"
  /** Another process's turn. */
  | "share"
  /** Too much of the window was used for requests that can wait. */
  | "deferred"
  | "queue";

/** Who is deferred while the window fills up: nobody, background requests, optional ones too. */
export type Stage = "normal" | "background-deferred" | "optional-deferred";

/** What a limiter tells as it notices it, that is with one of its own requests. */
export type LimiterEvent =
  /** The stage changed; `windowUse` as in the snapshot. */
  | { readonly type: "stage"; readonly stage: Stage; readonly windowUse: number }
  /** A 429. */
  | { readonly type: "incident"; readonly incident: Incident }
  /** After a 429, here or at another process, all are slowed to this part of the known limits. */
  | { readonly type: "throttle-cut"; readonly throttle: number }
  /** The known limits are used in full again. */
  | { readonly type: "throttle-recovered" };

/** The permission to send one request now. Settle it exactly once; later calls change nothing. */
export interface Grant {
  readonly waitedMs: number;
  readonly waitReason: WaitReason;
  settle(outcome: Outcome): void;
}

/** What every request passes through. */
export interface Limiter {
  /** Rejects with a LimiterError where the cost is more than a whole window has for its priority. */
  acquire(request: GrantRequest): Promise<Grant>;
  /** A function like `fetch` whose every request passes through this limiter. */
  wrap(send: typeof fetch, options?: WrapOptions): typeof fetch;
  /** What is to be expected now. */
  forecast(): Forecast;
  /** As of the latest exchange with the store: with the first request it is known what others used. */
  snapshot(): LimiterSnapshot;
  /** Asks the store first. Sends nothing. */
  refresh(): Promise<LimiterSnapshot>;
  /**
   * Ends the wait after a 429, and what slows all since then, for all who share the budget. For people
   * who know better than the server's last word; what was sent goes on counting.
   */
  clearCooldown(): Promise<void>;
  /** Rejects all who wait, sends the last settlements to the store, then closes the store. */
  close(): Promise<void>;
}

/** What is to be expected if all goes on as it does. */
export interface Forecast {
  /** How long a request of normal priority on a new lane, issued now, would wait. */
  readonly waitMs: number;
  /** When the window fills at the rate of the last seconds: 0 where it is full, null where it never will be. */
  readonly windowFullInMs: number | null;
}

/** Counters of one lane, or of all. */
export interface LaneFigures {
  /** Grants given, i.e. requests sent. */
  readonly requests: number;
  /** Those of them that repeat one that failed. */
  readonly retries: number;
  readonly ok: number;
  /** 429 replies. */
  readonly limited: number;
  /** Other failures, unknown outcomes included. */
  readonly failed: number;
}

/** p50, p95 and p99 of a duration, in milliseconds, over recent requests. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** All statistics at one moment; plain data, safe to print and to store. */
export interface LimiterSnapshot extends LaneFigures {
  readonly failures: Readonly<Record<string, number>>;
  /** Requests counted in the last 60 s and in the last second, those in flight included. */
  readonly lastMinute: number;
  readonly lastSecond: number;
  /** null: no limit. */
  readonly perMinuteLimit: number | null;
  readonly perSecondLimit: number | null;
  /** Tokens in the last window, held for requests in flight included; only where tokens are limited. */
  readonly tokens?: Readonly<Record<"input" | "output", TokenFigures>>;
  readonly inFlight: number;
  readonly queued: number;
  /** Milliseconds of shared cooldown left, 0 when none. */
  readonly cooldownMs: number;
  readonly consecutiveLimited: number;
  /** The part of the known limits on requests that is used now, 0.05–1: cut by 429s, grown back by successes. */
  readonly throttle: number;
  /** How much of the window is used, of what ordinary requests may use of it at this throttle; may be above 1. */
  readonly windowUse: number;
  readonly stage: Stage;
  /** 429s ÷ requests sent; 0 before the first. */
  readonly hitRate: number;
  /** 2xx ÷ settled requests; 1 before the first. Failures are not successes. */
  readonly successRate: number;
  /** Granted ÷ what the limit allowed while there was demand, 0–1; null before there was any. */
  readonly efficiency: number | null;
  readonly waitMs: Percentiles;
  readonly waitReasons: Readonly<Partial<Record<WaitReason, number>>>;
  readonly responseMs: Percentiles;
  readonly forecast: Forecast;
  /**
   * |foreseen − actual wait| of recent requests that had to wait, foreseen as they joined the queue: of
   * a sample of them, four a second at most.
   */
  readonly forecastErrorMs: Percentiles;
  readonly lanes: Readonly<Record<string, LaneFigures>>;
  /** The latest 429s, oldest first, at most 100. */
  readonly incidents: readonly Incident[];
  /** In words: under 5 % hit rate all is good, under 15 % consider slowing, else slow down. */
  readonly recommendation: string;
}

/** Tokens of one kind; `limit` null: not limited. */
export interface TokenFigures {
  readonly used: number;
  readonly limit: number | null;
}

/** One 429, with what was known when it came. */
export interface Incident {
  /** Wall time of the reply, milliseconds since 1970. */
  readonly at: number;
  readonly lane: string;
  readonly retryAfterMs: number | null;
  readonly lastMinute: number;
  readonly inFlight: number;
  readonly consecutive: number;
  /** The cooldown chosen, milliseconds. */
  readonly waitMs: number;
}
