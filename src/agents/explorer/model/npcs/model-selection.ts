import { type Displacement, isSameDisplacement, STILL } from "../../perception/displacement.ts";
import { MOTION_MODELS } from "./motion-models.ts";
import type { MotionModel, MotionState, Surroundings } from "./motion-state.ts";

/** Selects the motion model of one kind of NPC by its predictions. */
export interface ModelSelection {
  /** An NPC of the kind moved by this displacement. */
  note(motion: MotionState, surroundings: Surroundings, by: Displacement): void;
  /** The model with the best hit rate; undefined where none predicts well enough. */
  readonly motionModel: MotionModel | undefined;
}

/** The factor by which each prediction discounts the older ones. */
const FADING = 0.96;
/** The least hit rate of a model that is believed, and the least number of steps it predicted. */
const TRUST = 0.75;
const LEAST_STEPS = 2;
/** The weight of a predicted rest, compared to a step: most models predict mostly rests. */
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
