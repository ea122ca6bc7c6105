import { isClickCode } from "../../../../game/action-code.ts";
import { type ActionPrior, expectedEffect } from "../../../../memory/map/action-prior.ts";
import type { Candidate } from "./candidate.ts";

const BONUS = 0.3;
/** A key is always worth a try: what it does may depend on the place. */
const KEY_FLOOR = 0.15;

/**
 * What an untested action is worth, about 0 … 1.3: the effect expected of it, a bonus for what its
 * most specific signature was not tried yet, less what died of it. Where clicks do little, they
 * get less of the bonus.
 */
export function scoreCandidate(
  prior: ActionPrior,
  { code, factor, signatures }: Candidate,
): number {
  const kind = prior.tally(signatures[0] as number);
  const own = prior.tally(signatures[signatures.length - 1] as number);
  const tries = own?.tries ?? 0;
  const isClick = isClickCode(code);
  const rate = isClick && kind ? Math.sqrt((kind.effect + 1) / (kind.tries + 1)) : 1;
  const value = (expectedEffect(prior, signatures) + (BONUS * rate) / (1 + tries)) * factor;
  const survival = 1 - (own?.deaths ?? 0) / (tries + 1);
  return survival * (isClick ? value : Math.max(value, KEY_FLOOR));
}
