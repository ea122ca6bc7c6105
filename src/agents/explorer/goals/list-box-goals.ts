import type { Grid } from "../../../game/frame.ts";
import type { SokobanLevel, SpotGraph } from "../model/boxes/sokoban-level.ts";
import { spotCode } from "../perception/sprite.ts";
import type { Box } from "../tracking/box.ts";
import { type BoxGoal, boxGoal, type Placement } from "./box-goal.ts";
import { listTargetSquares, type TargetSquares } from "./target-squares.ts";

/** Prior costs: target squares of the boxes' own colour, of one that frames them, of any other. */
const SAME_COLOUR = 0;
const FRAMED = 1;
const ANY_COLOUR = 3;
/** Added where there is not one target square for each box, and where there are too few. */
const UNEVEN = 1;
const TOO_FEW = 0.5;

/** The goals that the look of a Sokoban level suggests for its boxes, the likeliest first. */
export function listBoxGoals(background: Grid, level: SokobanLevel): BoxGoal[] {
  const boxGraphs = new Map<SpotGraph, { boxes: number[]; groups: TargetSquares[] }>();
  for (const [box, graph] of level.boxGraphs.entries()) {
    const known = boxGraphs.get(graph);
    if (known) known.boxes.push(box);
    else {
      const { width, height } = (level.boxes[box] as Box).sprite;
      const groups = listTargetSquares(background, graph, { width, height, left: 0, top: 0 });
      boxGraphs.set(graph, { boxes: [box], groups });
    }
  }
  const kinds = new Map<string, { placements: Placement[]; cost: number }>();
  const add = (kind: string, placement: Placement, cost: number) => {
    const known = kinds.get(kind);
    if (known) known.placements.push(placement);
    else kinds.set(kind, { placements: [placement], cost });
  };
  for (const { boxes, groups } of boxGraphs.values()) {
    for (const { colour, spots, frame } of groups) {
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
