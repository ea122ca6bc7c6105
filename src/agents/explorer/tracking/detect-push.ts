import type { Grid } from "../../../game/frame.ts";

import { boundsAround } from "../perception/bounds.ts";
import { cellsInBounds } from "../perception/cells-in-bounds.ts";
import type { Displacement } from "../perception/displacement.ts";
import { floodFill } from "../perception/flood-fill.ts";
import { cellsOf, cutSprite, displaced } from "../perception/sprite.ts";
import type { Avatar } from "./avatar.ts";
import type { Box } from "./box.ts";

/** Larger patches are floor or walls. */
const MAX_AREA = 320;
const LEAST_AREA = 3;
/** The least share of a patch's cells that appear where it went, and that are gone where it was. */
const AGREEMENT = 0.9;

/**
 * Finds a box that the avatar pushed: a patch on its way that appears farther on by the same
 * displacement. The box is as it looks after.
 */
export function detectPush(
  before: Grid,
  after: Grid,
  { sprite, spot }: Avatar,
  by: Displacement,
): Box | undefined {
  const { width } = before;
  const then = new Set(cellsOf(before, sprite, spot));
  const now = new Set(cellsOf(before, sprite, displaced(spot, by)));
  const taken = new Uint8Array(before.cells.length);
  for (const at of then) taken[at] = 1;
  for (const ahead of now) {
    if (then.has(ahead)) continue;
    const colour = before.cells[ahead] as number;
    const patch = [...floodFill(before, colour, [ahead], { taken })];
    if (patch.length < LEAST_AREA || patch.length > MAX_AREA) continue;
    const to = moved(before, patch, by);
    if (!to) continue;
    const own = new Set(patch);
    const anew = to.filter((at) => !own.has(at));
    const gone = new Set(to);
    const left = patch.filter((at) => !gone.has(at));
    if (anew.length === 0) continue;
    const shows = anew.filter((at) => after.cells[at] === colour && before.cells[at] !== colour);
    const stays = left.filter((at) => after.cells[at] === colour && !now.has(at));
    if (shows.length < AGREEMENT * anew.length) continue;
    if (stays.length > (1 - AGREEMENT) * left.length) continue;
    return { colour, ...cutSprite(after, [...to, ...inside(before, after, patch, by, width)]) };
  }
  return undefined;
}

function moved({ width, height }: Grid, patch: readonly number[], { dx, dy }: Displacement) {
  const to: number[] = [];
  for (const at of patch) {
    const x = (at % width) + dx;
    const y = Math.floor(at / width) + dy;
    if (x < 0 || y < 0 || x >= width || y >= height) return undefined;
    to.push(y * width + x);
  }
  return to;
}

/** Cells of other colours within the patch's bounds that moved along. */
function inside(
  before: Grid,
  after: Grid,
  patch: readonly number[],
  { dx, dy }: Displacement,
  width: number,
): number[] {
  const own = new Set(patch);
  return cellsInBounds(width, boundsAround(patch, width))
    .filter((at) => !own.has(at))
    .map((at) => [at, at + dy * width + dx] as const)
    .filter(([at, to]) => before.cells[at] === after.cells[to])
    .flatMap(([, to]) => (before.cells[to] === after.cells[to] ? [] : [to]));
}
