/**
 * What may become of a request on purpose, so that clients can be tried against it: the name on the
 * command line and what it does. Those of `REFUSALS` carry nothing out; after all others the request
 * was carried out, whatever its client hears.
 */
export const MISHAPS = {
  "500": "an HTML page with status 500, nothing carried out",
  "503": "503 with Retry-After, and so all others for the seconds after @ (5)",
  html: "an HTML page with status 200, as a proxy sends it, nothing carried out",
  lost: "carried out, but the connection breaks before the reply",
  mute: "carried out, but never answered",
  torn: "carried out, but the reply ends in the middle",
  slow: "carried out, but the reply comes a byte at a time, each after the seconds behind @ (0.5)",
  endless: "carried out, but the reply never ends",
  odd: "carried out, the reply in other words: field names of 2025, actions by name, a new field",
} as const;

export type Mishap = keyof typeof MISHAPS;

/** Mishaps that come in place of carrying the request out. */
const REFUSALS: ReadonlySet<Mishap> = new Set<Mishap>(["500", "503", "html"]);

export const isRefusal = (mishap: Mishap | null): boolean =>
  mishap !== null && REFUSALS.has(mishap);

/** How a wait is told in a Retry-After header: seconds or a date, as HTTP has it, or a time in seconds since 1970. */
export const RETRY_AFTER_FORMS = ["seconds", "date", "epoch"] as const;
export type RetryAfterForm = (typeof RETRY_AFTER_FORMS)[number];

/** What goes wrong on purpose. */
export interface Faults {
  /** The share of requests that meet each mishap, 0–1; all together at most 1. */
  readonly shares: Readonly<Partial<Record<Mishap, number>>>;
  /** How long a 503 lasts. */
  readonly outageMs: number;
  /** What a slow reply's every byte waits. */
  readonly byteMs: number;
  /** Whether all requests suffer, or commands alone. */
  readonly everywhere: boolean;
  /** How Retry-After is written. A 429 has none, as the hosted service is not known to send one, unless this is set. */
  readonly retryAfter: RetryAfterForm | null;
  /** Whether a RESET never starts a game again but its level, billed: the toolkit's ONLY_RESET_LEVELS. */
  readonly levelResetsOnly: boolean;
}

export const NO_FAULTS: Faults = {
  shares: {},
  outageMs: 5000,
  byteMs: 500,
  everywhere: false,
  retryAfter: null,
  levelResetsOnly: false,
};
