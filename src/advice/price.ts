import type { Usage } from "../agents/ask.ts";

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  /** Input read from a cache. */
  readonly cached: number;
  /** Input written to a cache. */
  readonly written: number;
  readonly output: number;
}

export const FREE: Price = { input: 0, cached: 0, written: 0, output: 0 };

const MILLION = 1e6;

/** What a call cost, in US dollars: cached and written tokens are among the input's, reasoning among the output's. */
export function costOf({ input, cached, written = 0, output }: Usage, price: Price): number {
  const plain = Math.max(0, input - cached - written);
  const sum =
    plain * price.input + cached * price.cached + written * price.written + output * price.output;
  return sum / MILLION;
}

/** The most that a call can cost: no token is shorter than a byte, and none is dearer than at the dearest rate. */
export const mostOf = (inputBytes: number, maxOutputTokens: number, price: Price): number =>
  (inputBytes * dearestInput(price) + maxOutputTokens * price.output) / MILLION;

/** The most tokens of an answer for which so many dollars surely suffice; Infinity where they cost nothing. */
export function affordableOutput(dollars: number, inputBytes: number, price: Price): number {
  const left = dollars * MILLION - inputBytes * dearestInput(price);
  if (price.output === 0) return left >= 0 ? Number.POSITIVE_INFINITY : 0;
  return Math.max(0, Math.floor(left / price.output));
}

const dearestInput = ({ input, cached, written }: Price) => Math.max(input, cached, written);
