import type { Grid } from "../../../../game/frame.ts";
import { type Displacement, lengthOf } from "../../perception/displacement.ts";
import { displaced, fitsIn, type Spot, spotCode } from "../../perception/sprite.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import type { Passability, SweptMove } from "./passability.ts";

/** A key and its displacement. */
export interface KeyDisplacement extends Displacement {
  readonly key: number;
}

// The latest sweep that met each cell, by its number: a set for each sweep took most of the time.
const metBy = new Uint32Array(256 * 256);
let sweeps = 0;

/**
 * The colours of the cells that a sprite at `spot` would newly cover on its way, cell by cell, along a
 * displacement.
 */
export function sweep(
  background: Grid,
  { sprite }: Pick<Avatar, "sprite">,
  spot: Spot,
  displacement: KeyDisplacement,
): SweptMove {
  const colours: number[] = [];
  const { width, height, cells } = background;
  const { key, dx, dy } = displacement;
  sweeps = (sweeps + 1) >>> 0;
  // Gaps in a sprite are part of the thing more often than background.
  for (let y = spot.y; y < spot.y + sprite.height; y++) {
    const row = (y + 64) * 256 + 64;
    metBy.fill(sweeps, row + spot.x, row + spot.x + sprite.width);
  }
  const steps = lengthOf(displacement);
  for (let step = 1; step <= steps; step++) {
    const left = spot.x + Math.round((dx * step) / steps);
    const top = spot.y + Math.round((dy * step) / steps);
    for (let i = 0; i < sprite.dx.length; i++) {
      const x = left + (sprite.dx[i] as number);
      const y = top + (sprite.dy[i] as number);
      const place = (y + 64) * 256 + x + 64;
      if (metBy[place] === sweeps) continue;
      metBy[place] = sweeps;
      const inside = x >= 0 && y >= 0 && x < width && y < height;
      colours.push(inside ? (cells[y * width + x] as number) : -1);
    }
  }
  return { key, colours };
}

/** A step from a spot to the next. */
export interface MoveGraphStep {
  readonly spot: Spot;
  readonly code: number;
  readonly key: number;
}

/** The move graph: the steps that the avatar can probably take from a spot, NPCs left out. */
export type MoveGraph = (spot: Spot) => readonly MoveGraphStep[];

/** Expands the graph spot by spot, as it is asked for. `avatar`: it, or a box that is moved as by keys. */
export function createMoveGraph(
  background: Grid,
  avatar: Pick<Avatar, "sprite">,
  displacements: readonly KeyDisplacement[],
  passability: Pick<Passability, "isOpen">,
  isBlocked: (spot: Spot, key: number) => boolean,
): MoveGraph {
  const known = new Map<number, readonly MoveGraphStep[]>();
  const stepsFrom = (from: Spot): readonly MoveGraphStep[] =>
    displacements.flatMap((displacement) => {
      const spot = displaced(from, displacement);
      if (!fitsIn(background, avatar.sprite, spot) || isBlocked(from, displacement.key)) return [];
      if (!passability.isOpen(sweep(background, avatar, from, displacement))) return [];
      return [{ spot, code: spotCode(spot), key: displacement.key }];
    });
  return (spot) => {
    const code = spotCode(spot);
    const steps = known.get(code) ?? stepsFrom(spot);
    known.set(code, steps);
    return steps;
  };
}
