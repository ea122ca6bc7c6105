import { cutSprite } from "../../../../src/agents/explorer/perception/sprite.ts";
import type { View } from "../../../../src/agents/explorer/perception/view.ts";
import type { Mover } from "../../../../src/agents/explorer/tracking/avatar.ts";
import { createScene } from "../../../../src/agents/explorer/tracking/background.ts";
import { drawView } from "./draw.ts";

/** Draws a scene, and the mover that consists of its cells of colour 9. */
export function drawMover(picture: string): { view: View; ground: View; mover: Mover } {
  const view = drawView(picture);
  const mover = cutSprite(
    view,
    [...view.cells.keys()].filter((at) => view.cells[at] === 9),
  );
  const scene = createScene();
  scene.see(view, mover);
  return { view, ground: scene.view, mover };
}

/** Keys 1 to 4: up, down, left, right by so many cells. */
export const keysOf = (step: number) => [
  { key: 1, dx: 0, dy: -step },
  { key: 2, dx: 0, dy: step },
  { key: 3, dx: -step, dy: 0 },
  { key: 4, dx: step, dy: 0 },
];
