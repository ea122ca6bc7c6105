import type { Random } from "../base/random.ts";
import { mean } from "./statistics.ts";

const RESAMPLES = 10_000;

/**
 * The 95 % percentile interval of the mean (Efron 1979): the values are drawn anew, with
 * repetition, 10,000 times; 2.5 % of the means lie below the interval and as many above.
 * Null with fewer than two values, of which nothing can be learned.
 */
export function bootstrapInterval(
  values: readonly number[],
  random: Random,
): readonly [number, number] | null {
  if (values.length < 2) return null;
  const means = Float64Array.from(
    { length: RESAMPLES },
    () => mean(values.map(() => random.pick(values))) ?? 0,
  ).sort();
  const at = (share: number) => means[Math.round(share * (RESAMPLES - 1))] as number;
  return [at(0.025), at(0.975)];
}
