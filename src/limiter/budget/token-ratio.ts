import type { CostEstimate, Priority, TokenCost } from "../limiter.ts";
import { limitFor, type Plan } from "./plan.ts";
import type { SlotTokens, Tokens } from "./window.ts";

/** Real ÷ estimated tokens of the latest requests, latest last. */
export interface TokenRatios {
  readonly input: readonly number[];
  readonly output: readonly number[];
}

export const NO_RATIOS: TokenRatios = { input: [], output: [] };
export const NO_TOKENS: Tokens = { input: 0, output: 0 };

/** How many ratios are remembered, and how many are needed to be believed. */
const REMEMBERED = 80;
const BELIEVED = 15;
/**
 * Real tokens per estimated one: on average before anything is known, and at worst, however well the
 * latest estimates did: the next kind of call may be estimated as badly as any.
 */
const CAUTIOUS = 3;
/** Where estimates were worse than that, how much worse than the worst of them the next may be. */
const MARGIN = 1.25;

interface CostlyClaim {
  readonly priority: Priority;
  readonly cost?: CostEstimate | undefined;
}

/**
 * What to hold for a request until its real cost is known: its estimate times the mean of the latest
 * ratios, and at worst three times the estimate or the most it says it can cost; where a ratio was
 * larger, that and a margin: a bound learned, not proved. What was settled is counted as it was, so only
 * requests in flight can be wrong. At most a whole window of its priority, or it could never go.
 */
export function holdingFor(claim: CostlyClaim, ratios: TokenRatios, plan: Plan): SlotTokens {
  const { cost, priority } = claim;
  const estimated = estimateOf(cost);
  const most = {
    input: cost?.maxInputTokens ?? Number.POSITIVE_INFINITY,
    output: cost?.maxOutputTokens ?? Number.POSITIVE_INFINITY,
  };
  const times = (kind: keyof Tokens, factor: number, limit: number) =>
    Math.min(Math.ceil(estimated[kind] * factor), most[kind], limit);
  const likely = (kind: keyof Tokens) =>
    times(kind, mean(ratios[kind]), limitFor(plan[kind], priority));
  const worst = (kind: keyof Tokens) => times(kind, largest(ratios[kind]), plan[kind].limit);
  return {
    estimated,
    likely: { input: likely("input"), output: likely("output") },
    reserved: { input: worst("input"), output: worst("output") },
  };
}

export function estimateOf(cost: TokenCost | undefined): Tokens {
  return { input: cost?.inputTokens ?? 0, output: cost?.outputTokens ?? 0 };
}

/** What a usage tells: numbers of tokens. What is absent or no number tells nothing. */
export function knownTokens(usage: TokenCost): Partial<Tokens> {
  const { inputTokens: input, outputTokens: output } = usage;
  return { ...(isCount(input) && { input }), ...(isCount(output) && { output }) };
}

/** The ratios with those of one more request, where its real cost is known. */
export function withRatio(
  ratios: TokenRatios,
  estimated: Tokens,
  real: Partial<Tokens>,
): TokenRatios {
  const next = (kind: keyof Tokens) => {
    const tokens = real[kind];
    if (estimated[kind] === 0 || tokens === undefined) return ratios[kind];
    const ratio = Math.ceil((tokens / estimated[kind]) * 100) / 100;
    return [...ratios[kind].slice(1 - REMEMBERED), ratio];
  };
  return { input: next("input"), output: next("output") };
}

const isCount = (tokens: unknown): tokens is number =>
  typeof tokens === "number" && Number.isFinite(tokens) && tokens >= 0;

function mean(ratios: readonly number[]): number {
  const sum = ratios.reduce((total, ratio) => total + ratio, 0);
  return ratios.length < BELIEVED ? CAUTIOUS : sum / ratios.length;
}

function largest(ratios: readonly number[]): number {
  const most = Math.max(0, ...ratios);
  return most > CAUTIOUS ? MARGIN * most : CAUTIOUS;
}
