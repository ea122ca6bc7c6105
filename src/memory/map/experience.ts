import type { Tally } from "./action-prior.ts";

/** What one run learned of how actions turn out. Only its own run ever changes it. */
export interface Experience {
  /** Names the run. */
  readonly run: string;
  /** Actions it learned from; of two copies the one with more is the later one. */
  readonly actions: number;
  /** By signature, the longest unused first. */
  readonly tallies: readonly (readonly [number, Tally])[];
}

/** The tallies of several runs added up. */
export function addExperiences(experiences: readonly Experience[]): Map<number, Tally> {
  const sum = new Map<number, Tally>();
  for (const { tallies } of experiences) {
    for (const [signature, { tries, effect, deaths }] of tallies) {
      const known = sum.get(signature);
      sum.set(signature, {
        tries: tries + (known?.tries ?? 0),
        effect: effect + (known?.effect ?? 0),
        deaths: deaths + (known?.deaths ?? 0),
      });
    }
  }
  return sum;
}
