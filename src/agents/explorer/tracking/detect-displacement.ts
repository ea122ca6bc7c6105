import type { Displacement } from "../perception/displacement.ts";
import type { View } from "../perception/view.ts";
import {
  AGREEMENT,
  type ColourDisplacement,
  changesByColour,
  colourDisplacements,
  countIn,
} from "./colour-displacements.ts";

/** Something that moved from one view to the next. */
export interface Displaced extends Displacement {
  /** Its cells in the view before, as indices. */
  readonly cells: readonly number[];
  /** Its cells in the view after. */
  readonly now: readonly number[];
}

/** The directions of keys 1 to 4 by convention: up, down, left, right. */
const DIRECTIONS: readonly Displacement[] = [
  { dx: 0, dy: -1 },
  { dx: 0, dy: 1 },
  { dx: -1, dy: 0 },
  { dx: 1, dy: 0 },
];

/** The direction a key means by convention; undefined for any but 1 to 4. */
export const directionOf = (key: number): Displacement | undefined => DIRECTIONS[key - 1];

/**
 * Finds the thing that moved between two views. Each colour gets the displacement that maps its lost
 * cells onto its gained ones; the rarest colour decides, and others of equal displacement move along, but
 * for the ground it uncovered. A displacement along the `expected` direction is preferred.
 */
export function detectDisplacement(
  before: View,
  after: View,
  expected: Displacement | undefined,
): Displaced | undefined {
  if (before.cells.length !== after.cells.length) return undefined;
  const changes = changesByColour(before, after);
  const others = DIRECTIONS.filter(
    ({ dx, dy }) => !expected || dx !== Math.sign(expected.dx) || dy !== Math.sign(expected.dy),
  );
  for (const directions of expected ? [[expected], others] : [others]) {
    const found = colourDisplacements(before, after, changes, directions);
    const [rarest] = found.sort((a, b) => a.total - b.total);
    if (!rarest) continue;
    const same = found.filter(({ dx, dy }) => dx === rarest.dx && dy === rarest.dy);
    const cells = together(same);
    const by = rarest.dy * before.width + rarest.dx;
    return { dx: rarest.dx, dy: rarest.dy, cells, now: cells.map((at) => at + by) };
  }
  return undefined;
}

/** The cells of the colours that moved as one, given the rarest first. */
function together(colours: readonly ColourDisplacement[]): number[] {
  const moved: number[] = [];
  const left = new Set<number>();
  const reached = new Set<number>();
  for (const { from, to, cells } of colours) {
    // The ground appears where the thing was, and is covered where it is.
    const isGround =
      countIn(from, reached) >= AGREEMENT * from.length &&
      countIn(to, left) >= AGREEMENT * to.length;
    if (isGround) continue;
    moved.push(...cells);
    for (const at of from) left.add(at);
    for (const at of to) reached.add(at);
  }
  return moved;
}
