import { isSameShift, type Shift, STILL } from "../../perception/displacement.ts";
import { LAWS } from "./motion-models.ts";
import type { Gait, Law, Meeting } from "./motion-state.ts";

/** What is known of how the things of one kind move. */
export interface LawBook {
  /** A thing went so from there. */
  note(gait: Gait, meeting: Meeting, by: Shift): void;
  /** The law it goes by, as far as predictions tell; undefined where none came true often enough. */
  readonly law: Law | undefined;
}

/** What older predictions count less with each. */
const FADING = 0.96;
/** The share of predictions that came true, and of steps among them how many, for a law to be believed. */
const TRUST = 0.75;
const LEAST_STEPS = 2;
/** What it counts that a thing rested as foreseen, compared to a step: most laws let it rest mostly. */
const REST = 0.3;

interface Score {
  hits: number;
  misses: number;
  steps: number;
}

/** Starts with nothing known. */
export function createLawBook(): LawBook {
  const scores: Score[] = LAWS.map(() => ({ hits: 0, misses: 0, steps: 0 }));
  const rate = ({ hits, misses }: Score) => (hits + 1) / (hits + misses + 2);

  return {
    note(gait, meeting, by) {
      for (const [index, law] of LAWS.entries()) {
        const foreseen = law(gait, meeting);
        if (!foreseen) continue;
        const score = scores[index] as Score;
        score.hits *= FADING;
        score.misses *= FADING;
        if (!isSameShift(foreseen, by)) score.misses += 1;
        else if (isSameShift(by, STILL)) score.hits += REST;
        else {
          score.hits += 1;
          score.steps += 1;
        }
      }
    },
    get law() {
      let best: Law | undefined;
      let highest = TRUST;
      for (const [index, score] of scores.entries()) {
        if (score.steps < LEAST_STEPS || rate(score) <= highest) continue;
        highest = rate(score);
        best = LAWS[index];
      }
      return best;
    },
  };
}
