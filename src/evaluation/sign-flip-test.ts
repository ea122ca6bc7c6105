import type { Random } from "../base/random.ts";

/** With up to so many differences all patterns of signs are tried: 65,536. */
const EXACT_UP_TO = 16;
const DRAWS = 20_000;
/** Sums of the same numbers in another order differ by less. */
const TOLERANCE = 1e-9;

/**
 * The paired randomisation test of Fisher (The Design of Experiments, 1935), two-sided. Were `a` and
 * `b` alike, each difference could as well have had the other sign; p is the share of all sign
 * patterns whose sum is at least as far from 0 as the one seen. Beyond 16 differences other than 0,
 * which count alone, 20,000 patterns are drawn, and p = (1 + as far) / (1 + drawn).
 */
export function signFlipTest(differences: readonly number[], random: Random): number {
  const sizes = differences.filter((difference) => difference !== 0).map(Math.abs);
  const seen = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  const isAsFar = (minus: (index: number) => boolean): number => {
    const sum = sizes.reduce((all, size, index) => (minus(index) ? all - size : all + size), 0);
    return Math.abs(sum) >= seen - TOLERANCE * (1 + seen) ? 1 : 0;
  };
  let asFar = 0;
  if (sizes.length <= EXACT_UP_TO) {
    const patterns = 2 ** sizes.length;
    for (let pattern = 0; pattern < patterns; pattern++) {
      asFar += isAsFar((index) => ((pattern >> index) & 1) === 1);
    }
    return asFar / patterns;
  }
  for (let draw = 0; draw < DRAWS; draw++) asFar += isAsFar(() => random.int(2) === 1);
  return (1 + asFar) / (1 + DRAWS);
}
