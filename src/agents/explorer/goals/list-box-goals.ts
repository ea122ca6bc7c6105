import type { Grid } from "../../../game/frame.ts";
import type { Floor, SokobanLevel } from "../model/boxes/sokoban-level.ts";
import { spotCode } from "../perception/sprite.ts";
import type { Box } from "../tracking/box.ts";
import { type BoxGoal, boxGoal, type Placement } from "./box-goal.ts";
import { listMarks, type Mark } from "./target-squares.ts";

/** Prior costs: target squares of the boxes' own colour, of one that frames them, of any other. */
const SAME_COLOUR = 0;
const FRAMED = 1;
const ANY_COLOUR = 3;
/** What it adds that there is not one target square for each box, and that there are too few. */
const UNEVEN = 1;
const TOO_FEW = 0.5;

/** What might have to be done with the boxes of a sokoban level, the likeliest first. */
export function listBoxGoals(ground: Grid, level: SokobanLevel): BoxGoal[] {
  const floors = new Map<Floor, { boxes: number[]; marks: Mark[] }>();
  for (const [box, floor] of level.floors.entries()) {
    const known = floors.get(floor);
    if (known) known.boxes.push(box);
    else {
      const { width, height } = (level.boxes[box] as Box).sprite;
      const marks = listMarks(ground, floor, { width, height, left: 0, top: 0 });
      floors.set(floor, { boxes: [box], marks });
    }
  }
  const kinds = new Map<string, { placements: Placement[]; cost: number }>();
  const add = (kind: string, placement: Placement, cost: number) => {
    const known = kinds.get(kind);
    if (known) known.placements.push(placement);
    else kinds.set(kind, { placements: [placement], cost });
  };
  for (const { boxes, marks } of floors.values()) {
    for (const { colour, spots, frame } of marks) {
      const targets = new Set(spots.map(spotCode));
      const own = boxes.filter((box) => level.boxes[box]?.colour === colour);
      if (own.length > 0) add(`same colour ${frame}`, { boxes: own, targets }, SAME_COLOUR);
      add(`onto ${colour} ${frame}`, { boxes, targets }, frame > 0 ? FRAMED : ANY_COLOUR);
    }
  }
  const goals: BoxGoal[] = [];
  for (const [kind, { placements, cost }] of kinds) {
    const isEven = placements.every(({ boxes, targets }) => boxes.length === targets.size);
    const isTooFew = placements.some(({ boxes, targets }) => boxes.length > targets.size);
    const priorCost = cost + (isEven ? 0 : UNEVEN) + (isTooFew ? TOO_FEW : 0);
    goals.push(boxGoal(kind, placements, priorCost));
  }
  return goals.sort((a, b) => a.priorCost - b.priorCost);
}
