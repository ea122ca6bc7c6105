import type { Grid } from "../../../game/frame.ts";
import type { Floor, SokobanLevel } from "../model/boxes/sokoban-level.ts";
import { spotCode } from "../perception/sprite.ts";
import type { Box } from "../tracking/box.ts";
import type { Goal, Want } from "./box-goal.ts";
import { listMarks, type Mark } from "./target-squares.ts";

/** What might have to be done with the boxes of a sokoban level, the likeliest first. */
export function listGoals(ground: Grid, level: SokobanLevel): Goal[] {
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
  const wants = new Map<string, { list: Want[]; base: number }>();
  const add = (id: string, want: Want, base: number) => {
    const known = wants.get(id);
    if (known) known.list.push(want);
    else wants.set(id, { list: [want], base });
  };
  for (const { boxes, marks } of floors.values()) {
    for (const { colour, spots, frame } of marks) {
      const codes = new Set(spots.map(spotCode));
      const own = boxes.filter((box) => level.boxes[box]?.colour === colour);
      if (own.length > 0) add(`same colour ${frame}`, { boxes: own, spots: codes }, 3);
      add(`onto ${colour} ${frame}`, { boxes, spots: codes }, frame > 0 ? 2 : 0);
    }
  }
  const goals: Goal[] = [];
  for (const [id, { list, base }] of wants) {
    const isEven = list.every(({ boxes, spots }) => boxes.length === spots.size);
    const isTooFew = list.some(({ boxes, spots }) => boxes.length > spots.size);
    goals.push({ id, wants: list, score: base + (isEven ? 1 : 0) - (isTooFew ? 0.5 : 0) });
  }
  return goals.sort((a, b) => b.score - a.score);
}
