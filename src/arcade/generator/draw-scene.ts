import type { Grid } from "../../game/frame.ts";
import { fill, SIDE } from "../picture.ts";
import { isDone } from "./advance.ts";
import { hasAvatar } from "./control.ts";
import { createEasel, type Easel } from "./easel.ts";
import { columnOf, rowOf } from "./ground.ts";
import type { Level, Scene } from "./level.ts";
import type { Theme } from "./theme.ts";

/** Figures on the squares of `arrows`, in the order of the steps. */
const ARROW_SIDES = [1, 4, 8, 2];

/** The picture of a scene; `shift` moves the avatar by pixels, for steps shown half-way. */
export function drawScene(
  level: Level,
  scene: Scene,
  theme: Theme,
  shift: readonly [number, number] = [0, 0],
): Grid {
  const easel = createEasel(level.layout, theme);
  for (const square of level.floor) drawFloor(easel, square);
  for (const square of level.walls) easel.tile(square, theme.wall);
  for (const [i, rule] of level.rules.entries()) {
    rule.draw(scene.parts[i]!, easel, isDone(level, scene, rule));
  }
  for (const [at, square] of level.arrows.entries()) {
    easel.chip(square, theme.floor);
    easel.pipe(square, ARROW_SIDES[at]!, theme.avatar.colour);
  }
  if (hasAvatar(level.control)) {
    easel.put(scene.at, theme.avatar, ...shift);
    easel.put(scene.at, { shape: "dot", colour: theme.accent }, ...shift);
  } else if (scene.at >= 0) {
    easel.put(scene.at, { shape: "corners", colour: theme.avatar.colour });
  }
  for (const [i, rule] of level.rules.entries()) {
    rule.drawOver?.(scene.parts[i]!, easel, scene.at);
  }
  if (level.budget !== null) drawBar(easel, (scene.left ?? 0) / level.budget);
  return easel.picture;
}

function drawFloor(easel: Easel, square: number): void {
  const { theme } = easel;
  easel.tile(square, theme.floor);
  const isMarked = (columnOf(square) + rowOf(square)) % 2 === 0;
  if (theme.texture === "plain" || !isMarked) return;
  const colour = theme.wall;
  if (theme.texture === "specks") easel.put(square, { shape: "speck", colour });
  else easel.put(square, { shape: "weave", colour });
}

/** What is left of the budget, 0–1, as a bar along an edge of the picture. */
function drawBar({ picture, theme }: Easel, share: number): void {
  const { barEdge, barWidth, barColour, background } = theme;
  const length = Math.ceil(share * SIDE);
  const spent = background === 0 ? 5 : 0;
  const start = barEdge === "top" || barEdge === "left" ? 0 : SIDE - barWidth;
  if (barEdge === "top" || barEdge === "bottom") {
    fill(picture, 0, start, SIDE, barWidth, spent);
    fill(picture, 0, start, length, barWidth, barColour);
  } else {
    fill(picture, start, 0, barWidth, SIDE, spent);
    fill(picture, start, SIDE - length, barWidth, length, barColour);
  }
}
