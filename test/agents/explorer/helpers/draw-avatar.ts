import { cutSprite } from "../../../../src/agents/explorer/perception/sprite.ts";
import type { View } from "../../../../src/agents/explorer/perception/view.ts";
import type { Avatar } from "../../../../src/agents/explorer/tracking/avatar.ts";
import { createBackground } from "../../../../src/agents/explorer/tracking/background.ts";
import { drawView } from "./draw.ts";

/** Draws a background, and the avatar that consists of its cells of colour 9. */
export function drawAvatar(picture: string): { view: View; ground: View; avatar: Avatar } {
  const view = drawView(picture);
  const avatar = cutSprite(
    view,
    [...view.cells.keys()].filter((at) => view.cells[at] === 9),
  );
  const background = createBackground();
  background.see(view, avatar);
  return { view, ground: background.view, avatar };
}

/** Keys 1 to 4: up, down, left, right by so many cells. */
export const keysOf = (step: number) => [
  { key: 1, dx: 0, dy: -step },
  { key: 2, dx: 0, dy: step },
  { key: 3, dx: -step, dy: 0 },
  { key: 4, dx: step, dy: 0 },
];
