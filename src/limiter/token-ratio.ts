import type { Claim } from "./budget.ts";
import type { TokenCost } from "./limiter.ts";
import { limitFor, type Plan } from "./plan.ts";
import type { Tokens } from "./window.ts";

/** Real ÷ estimated tokens of the latest requests, latest last. */
export interface TokenRatios {
  readonly input: readonly number[];
  readonly output: readonly number[];
}

export const NO_RATIOS: TokenRatios = { input: [], output: [] };
export const NO_TOKENS: Tokens = { input: 0, output: 0 };

/** How many ratios are remembered, and how many are needed to be believed. */
const REMEMBERED = 40;
const BELIEVED = 15;
/** Real tokens per estimated one before anything is known. */
const CAUTIOUS = 3;
/** Of the requests in flight so many keep within what is held for them. */
const QUANTILE = 0.9;

/**
 * What to hold for a request until its real cost is known: its estimate times the `QUANTILE` of the
 * latest ratios. What was settled is counted as it was, so only requests in flight can be wrong. At
 * most a whole window of its priority, or it could never go.
 */
export function reservationFor(claim: Claim, ratios: TokenRatios, plan: Plan): Tokens {
  const { input, output } = estimateOf(claim.cost);
  const most = (kind: keyof Tokens) => limitFor(plan[kind], claim.priority);
  return {
    input: Math.min(Math.ceil(input * factorOf(ratios.input)), most("input")),
    output: Math.min(Math.ceil(output * factorOf(ratios.output)), most("output")),
  };
}

export function estimateOf(cost: TokenCost | undefined): Tokens {
  return { input: cost?.inputTokens ?? 0, output: cost?.outputTokens ?? 0 };
}

/** The ratios with those of one more request. */
export function withRatio(ratios: TokenRatios, estimated: Tokens, real: Tokens): TokenRatios {
  const next = (kind: keyof Tokens) => {
    if (estimated[kind] === 0) return ratios[kind];
    const ratio = Math.ceil((real[kind] / estimated[kind]) * 100) / 100;
    return [...ratios[kind].slice(1 - REMEMBERED), ratio];
  };
  return { input: next("input"), output: next("output") };
}

function factorOf(ratios: readonly number[]): number {
  const sorted = ratios.toSorted((a, b) => a - b);
  const high = sorted[Math.ceil(sorted.length * QUANTILE) - 1] ?? 0;
  return ratios.length < BELIEVED ? Math.max(CAUTIOUS, high) : high;
}
