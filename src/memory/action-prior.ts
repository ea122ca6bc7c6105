/** What is known of all actions that share a signature. */
export interface Tally {
  tries: number;
  /** Sum of the results, 0 … 1 each. */
  effect: number;
  deaths: number;
}

/** How likely an action does something, learned from actions that look alike. */
export interface ActionPrior {
  /** Notes the result (0 … 1) of an action under each of its signatures. */
  record(signatures: readonly number[], effect: number, died: boolean): void;
  /** The tally of one signature, if it was ever tried. */
  tally(signature: number): Tally | undefined;
  /** Everything, the longest unused first. */
  entries(): Iterable<readonly [number, Tally]>;
}

/** The effect expected of an action like none tried before. */
export const UNKNOWN_EFFECT = 0.6;

/** Signatures remembered; past that the longest unused one is forgotten. */
const MAX_SIGNATURES = 20_000;

/** Creates a prior, from remembered tallies if there are any. */
export function createActionPrior(
  remembered: Iterable<readonly [number, Tally]> = [],
): ActionPrior {
  const tallies = new Map<number, Tally>(remembered);

  const record = (signature: number, effect: number, died: boolean) => {
    const tally = tallies.get(signature) ?? { tries: 0, effect: 0, deaths: 0 };
    tally.tries += 1;
    tally.effect += effect;
    if (died) tally.deaths += 1;
    // Set anew, it becomes the youngest in the map's order.
    tallies.delete(signature);
    tallies.set(signature, tally);
  };

  return {
    record(signatures, effect, died) {
      for (const signature of signatures) record(signature, effect, died);
      while (tallies.size > MAX_SIGNATURES) tallies.delete(tallies.keys().next().value as number);
    },
    tally: (signature) => tallies.get(signature),
    entries: () => tallies.entries(),
  };
}

/**
 * The effect to expect of an action, 0 … 1: each signature, from the general to the specific,
 * moves the expectation of the one before by its own tries, which that one counts against as one
 * try (a chain of Beta posteriors with one pseudo-observation each).
 */
export function expectedEffect(prior: ActionPrior, signatures: readonly number[]): number {
  let expected = UNKNOWN_EFFECT;
  for (const signature of signatures) {
    const tally = prior.tally(signature);
    if (tally) expected = (tally.effect + expected) / (tally.tries + 1);
  }
  return expected;
}
