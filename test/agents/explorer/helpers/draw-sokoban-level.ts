import {
  layOutSokobanLevel,
  type SokobanLevel,
} from "../../../../src/agents/explorer/model/boxes/sokoban-level.ts";
import { createStepModel } from "../../../../src/agents/explorer/model/moves/step-model.ts";
import { cutSprite } from "../../../../src/agents/explorer/perception/sprite.ts";
import type { Box } from "../../../../src/agents/explorer/tracking/box.ts";
import { createUncoveredGrid } from "../../../../src/agents/explorer/tracking/uncovered-grid.ts";
import type { Grid } from "../../../../src/game/frame.ts";
import { drawView } from "./draw.ts";
import { keysOf } from "./draw-avatar.ts";

/** Draws a sokoban level of steps of one cell: 1 is wall, 9 the avatar, 5 a box, 3 a target, and 7 a box on a target. */
export function drawSokobanLevel(picture: string): {
  level: SokobanLevel;
  background: Grid;
  targets: number[];
} {
  const drawn = drawView(picture);
  const view = { ...drawn, cells: drawn.cells.map((cell) => (cell === 7 ? 5 : cell)) };
  const all = (colour: number) =>
    [...drawn.cells.keys()].filter((at) => drawn.cells[at] === colour);
  const avatar = cutSprite(view, all(9));
  const boxes: Box[] = [...all(5), ...all(7)].map((at) => ({
    colour: 5,
    ...cutSprite(view, [at]),
  }));
  const background = createUncoveredGrid();
  background.see(view, [...all(9), ...all(5), ...all(7)]);
  const keys = keysOf(1);
  const steps = createStepModel(() => true);
  steps.passability.blocked({ key: 1, colours: [1] });
  const level = layOutSokobanLevel(background.grid, avatar, boxes, keys, {
    avatar: steps,
    box: steps,
  });
  if (!level) throw new Error("too large a level");
  return { level, background: background.grid, targets: [...all(3), ...all(7)] };
}
