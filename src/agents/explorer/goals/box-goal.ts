import { type Spot, spotCode } from "../perception/sprite.ts";
import type { Goal } from "./goal.ts";
import type { GoalBookOptions } from "./goal-book.ts";

/** As many of some boxes as possible onto some target squares. */
export interface Placement {
  /** Indices in the list of boxes. */
  readonly boxes: readonly number[];
  /** The codes of the target squares' spots. */
  readonly targets: ReadonlySet<number>;
}

/** Where boxes might have to go for the level to end, given the spot of each box. */
export interface BoxGoal extends Goal<readonly Spot[]> {
  readonly placements: readonly Placement[];
}

/** A level may take several tries at a goal, for plans depend on where the boxes are. */
export const BOX_GOALS: GoalBookOptions = {
  distance: 0,
  prior: 1,
  doubt: 1,
  proof: 10,
  maxProofs: Number.POSITIVE_INFINITY,
  maxVain: 1,
  maxVainConfirmed: 3,
  maxTries: 6,
};

/** A goal of this kind, which is the same on all levels; its cost counts the boxes that are missing. */
export const boxGoal = (
  kind: string,
  placements: readonly Placement[],
  priorCost: number,
): BoxGoal => ({
  id: kind,
  kind,
  placements,
  priorCost,
  cost: (spots) => placements.reduce((sum, placement) => sum + missing(placement, spots), 0),
});

/** How many boxes a placement asks for. */
export const needed = ({ boxes, targets }: Placement): number =>
  Math.min(boxes.length, targets.size);

function missing(placement: Placement, spots: readonly Spot[]): number {
  const placed = placement.boxes.filter((box) => {
    const spot = spots[box];
    return spot !== undefined && placement.targets.has(spotCode(spot));
  });
  return Math.max(0, needed(placement) - placed.length);
}
