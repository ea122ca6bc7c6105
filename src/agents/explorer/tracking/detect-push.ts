import type { Grid } from "../../../game/frame.ts";
import { cellsBeside } from "../perception/cells-beside.ts";
import type { Displacement } from "../perception/displacement.ts";
import { cellsOf, cutSprite, displaced } from "../perception/sprite.ts";
import type { Avatar } from "./avatar.ts";
import type { Box } from "./box.ts";

/** Larger patches are floor or walls. */
const MAX_AREA = 320;
const LEAST_AREA = 3;
/** The share of a patch's cells that must show it where it went, anew, and gone where it was. */
const AGREEMENT = 0.9;

/** The cells of the patch of one colour around `first`, beside those left out; undefined for a large one. */
function patchAt(grid: Grid, first: number, without: ReadonlySet<number>): number[] | undefined {
  const colour = grid.cells[first];
  const found = new Set([first]);
  for (const at of found) {
    if (found.size > MAX_AREA) return undefined;
    for (const next of cellsBeside(grid, at)) {
      if (grid.cells[next] === colour && !without.has(next)) found.add(next);
    }
  }
  return [...found];
}

/**
 * What gave way to the avatar: a patch that it went on to, or was about to, and that is seen anew farther
 * on by the same displacement. The box is as it looks after.
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
  const seen = new Set<number>();
  for (const ahead of now) {
    if (then.has(ahead) || seen.has(ahead)) continue;
    const patch = patchAt(before, ahead, then);
    if (!patch || patch.length < LEAST_AREA) continue;
    for (const at of patch) seen.add(at);
    const colour = before.cells[ahead] as number;
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

/** Cells of other colours in the patch's box that went along with it. */
function inside(
  before: Grid,
  after: Grid,
  patch: readonly number[],
  { dx, dy }: Displacement,
  width: number,
): number[] {
  const own = new Set(patch);
  const xs = patch.map((at) => at % width);
  const ys = patch.map((at) => Math.floor(at / width));
  const found: number[] = [];
  for (let y = Math.min(...ys); y <= Math.max(...ys); y++) {
    for (let x = Math.min(...xs); x <= Math.max(...xs); x++) {
      const at = y * width + x;
      const to = at + dy * width + dx;
      if (own.has(at) || before.cells[at] !== after.cells[to]) continue;
      if (before.cells[to] !== after.cells[to]) found.push(to);
    }
  }
  return found;
}
