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
  /** What was recorded here, without what was remembered. */
  recorded(): Recorded;
}

/** Results noted one after the other. */
export interface Recorded {
  /** How many. */
  readonly actions: number;
  /** By signature, the longest unused first. */
  readonly tallies: readonly (readonly [number, Tally])[];
}

/** The effect expected of an action like none tried before. */
export const UNKNOWN_EFFECT = 0.6;

/** Signatures remembered; past that the longest unused one is forgotten. */
const MAX_SIGNATURES = 20_000;

const NOTHING: Recorded = { actions: 0, tallies: [] };

const copy = (tallies: Iterable<readonly [number, Tally]>): Map<number, Tally> => {
  const copied = new Map<number, Tally>();
  for (const [signature, tally] of tallies) copied.set(signature, { ...tally });
  return copied;
};

/**
 * Creates a prior from remembered tallies, if there are any; `recorded` is what was recorded before
 * and is gone on with, part of the remembered tallies too.
 */
export function createActionPrior(
  remembered: Iterable<readonly [number, Tally]> = [],
  recorded = NOTHING,
): ActionPrior {
  const all = copy(remembered);
  const own = copy(recorded.tallies);
  let { actions } = recorded;

  const note = (
    tallies: Map<number, Tally>,
    signatures: readonly number[],
    effect: number,
    died: boolean,
  ) => {
    for (const signature of signatures) {
      const tally = tallies.get(signature) ?? { tries: 0, effect: 0, deaths: 0 };
      tally.tries += 1;
      tally.effect += effect;
      if (died) tally.deaths += 1;
      // Set anew, it becomes the youngest in the map's order.
      tallies.delete(signature);
      tallies.set(signature, tally);
    }
    while (tallies.size > MAX_SIGNATURES) tallies.delete(tallies.keys().next().value as number);
  };

  return {
    record(signatures, effect, died) {
      actions += 1;
      note(all, signatures, effect, died);
      note(own, signatures, effect, died);
    },
    tally: (signature) => all.get(signature),
    recorded: () => ({ actions, tallies: [...own] }),
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
