import { count } from "../base/count.ts";
import type { AdviceFigures } from "../stats/advice-figures.ts";

/** What a model cost, e.g. `model 12 calls · 38k in (61 % cached) → 9.1k out · $0.83`. */
export function adviceLine(figures: AdviceFigures): string {
  const { calls, failed, input, cached, output, cost, stage, isCapped } = figures;
  const share = input > 0 && cached > 0 ? ` (${Math.round((cached / input) * 100)} % cached)` : "";
  return [
    `model ${count(calls, "call")}${failed > 0 ? `, ${failed} failed` : ""}`,
    ...(input + output > 0 ? [`${tokens(input)} in${share} → ${tokens(output)} out`] : []),
    ...(cost === null ? [] : [dollars(cost)]),
    ...(stage === null ? [] : [stage]),
    ...(isCapped ? ["budget used up"] : []),
  ].join(" · ");
}

/** A request on its way: its number, the tokens of the one before, and since when: `asking 7 (3.1k→0.9k, 14 s)`. */
export function askingText({ asking, latest }: AdviceFigures, elapsedMs: number): string | null {
  if (!asking) return null;
  const seconds = `${Math.max(0, Math.round((elapsedMs - asking.sinceMs) / 1_000))} s`;
  const size = latest ? `${tokens(latest.input)}→${tokens(latest.output)}, ` : "";
  return `asking ${asking.call} (${size}${seconds})`;
}

/** `812`, `3.1k`, `38k`, `1.2M`. */
export function tokens(number: number): string {
  if (number < 1_000) return String(number);
  const [value, unit] = number < 999_500 ? [number / 1e3, "k"] : [number / 1e6, "M"];
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)}${unit}`;
}

/** `$0.83`, `$0.0042`: two digits, or as many as it takes to be seen. */
export const dollars = (usd: number): string =>
  `$${usd > 0 && usd < 0.1 ? Number(usd.toPrecision(2)) : usd.toFixed(2)}`;
