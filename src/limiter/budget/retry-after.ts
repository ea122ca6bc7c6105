/** A header as `fetch` (one text or null) and undici (one text, several or none) give it. */
export type HeaderValue = string | readonly string[] | null | undefined;

/**
 * The longest wait that a reply can demand, one hour: longer than any limit per minute needs, short
 * enough that a nonsensical header does not lock a key out. One request an hour then asks again.
 */
export const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** From here on a number counts no wait (of 31 years) but the seconds since 1970; from there milliseconds. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MILLISECONDS = 1e11;

/**
 * Milliseconds that a reply with these headers asks to wait, 0–1 h; null where it asks for no wait, or
 * for one that is over. Retry-After (RFC 9110, 10.2.3) is a number of seconds or a date; some servers
 * send the seconds since 1970. A moment is counted from the reply's own Date, since clocks differ;
 * where it has none, from `wallMs`. Of several values the longest counts.
 */
export function retryAfterMs(
  retryAfter: HeaderValue,
  date: HeaderValue,
  wallMs: number,
): number | null {
  const sentMs = dateMs(textOf(date)) ?? wallMs;
  const text = textOf(retryAfter);
  const moment = dateMs(text);
  const waitsMs =
    moment === null ? numbersIn(text).map((n) => waitOf(n, sentMs)) : [moment - sentMs];
  const longestMs = cappedWaitMs(Math.max(0, ...waitsMs));
  return longestMs > 0 ? longestMs : null;
}

/** A wait that somebody outside demands, as far as it is followed; 0 where it is none. */
export const cappedWaitMs = (ms: number): number =>
  ms > 0 ? Math.min(ms, LONGEST_RETRY_AFTER_MS) : 0;

function waitOf(value: number, sentMs: number): number {
  if (value >= EPOCH_MILLISECONDS) return value - sentMs;
  return value >= EPOCH_SECONDS ? value * 1_000 - sentMs : value * 1_000;
}

/** `120`, `1.5`, `60s`, or several of them; none where anything else is among them. */
function numbersIn(text: string): number[] {
  const parts = text.split(",").map((part) => /^\s*(\d+(?:\.\d+)?)\s*s?\s*$/i.exec(part)?.[1]);
  return parts.some((part) => part === undefined) ? [] : parts.map(Number);
}

/**
 * Milliseconds since 1970; null where it is no date. Only texts with a time of day are read:
 * `Date.parse` finds a year in nearly every number. The oldest form names no zone and means GMT.
 */
export function dateMs(text: string): number | null {
  if (!/\d\d:\d\d:\d\d/.test(text)) return null;
  const hasZone = /(?:GMT|UTC|Z|[+-]\d\d:?\d\d)\s*$/i.test(text);
  const ms = Date.parse(hasZone ? text : `${text} GMT`);
  return Number.isNaN(ms) ? null : ms;
}

const textOf = (value: HeaderValue): string => String(value ?? "");
