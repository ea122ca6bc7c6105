import { type Displacement, isSameDisplacement, STILL } from "../../perception/displacement.ts";
import { MOTION_MODELS } from "./motion-models.ts";
import type { MotionModel, MotionState, Surroundings } from "./motion-state.ts";

/** What is known of how the npcs of one kind move. */
export interface ModelSelection {
  /** A npc went so from there. */
  note(motion: MotionState, surroundings: Surroundings, by: Displacement): void;
  /** The motion model it goes by, as far as predictions tell; undefined where none came true often enough. */
  readonly motionModel: MotionModel | undefined;
}

/** What older predictions count less with each. */
const FADING = 0.96;
/** The share of predictions that came true, and of steps among them how many, for a motion model to be believed. */
const TRUST = 0.75;
const LEAST_STEPS = 2;
/** What it counts that a npc rested as predicted, compared to a step: most motion models let it rest mostly. */
const REST = 0.3;

interface Score {
  hits: number;
  misses: number;
  steps: number;
}

/** Starts with nothing known. */
export function createModelSelection(): ModelSelection {
  const scores: Score[] = MOTION_MODELS.map(() => ({ hits: 0, misses: 0, steps: 0 }));
  const rate = ({ hits, misses }: Score) => (hits + 1) / (hits + misses + 2);

  return {
    note(motion, surroundings, by) {
      for (const [index, motionModel] of MOTION_MODELS.entries()) {
        const predicted = motionModel(motion, surroundings);
        if (!predicted) continue;
        const score = scores[index] as Score;
        score.hits *= FADING;
        score.misses *= FADING;
        if (!isSameDisplacement(predicted, by)) score.misses += 1;
        else if (isSameDisplacement(by, STILL)) score.hits += REST;
        else {
          score.hits += 1;
          score.steps += 1;
        }
      }
    },
    get motionModel() {
      let best: MotionModel | undefined;
      let highest = TRUST;
      for (const [index, score] of scores.entries()) {
        if (score.steps < LEAST_STEPS || rate(score) <= highest) continue;
        highest = rate(score);
        best = MOTION_MODELS[index];
      }
      return best;
    },
  };
}
