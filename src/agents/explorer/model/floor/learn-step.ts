import type { Grid } from "../../../../game/frame.ts";
import type { FloorColours } from "./floor-colours.ts";
import type { FloorRule, Offset } from "./floor-rule.ts";
import { beside, type TileGrid } from "./tile-grid.ts";
import { PLAIN, readLook, readLooks, UNSEEN } from "./tile-look.ts";

/** How the avatar came onto a tile: the background and its appearance before that step. */
export interface Entry {
  readonly background: Grid;
  readonly appearance: number;
}

/** A step from one tile to the next. */
export interface FloorStep {
  readonly tileGrid: TileGrid;
  /** The background before and after it. */
  readonly was: Grid;
  readonly now: Grid;
  readonly from: number;
  readonly to: number;
  /** By how many tiles. */
  readonly by: Offset;
  /** The avatar's appearance before and after it. */
  readonly appearance: number;
  readonly nextAppearance: number;
  /** The expected look of the tile below the avatar that was left. */
  readonly under: number;
  /** How the avatar had come onto that tile, where it stepped there. */
  readonly entry: Entry | undefined;
}

/** The observations of a step. */
export interface StepNews {
  /** The look of each tile now; below the avatar the expected one. */
  readonly looks: readonly number[];
  /** Whether all that it changed was predicted; undefined where it changed nothing and should not have. */
  readonly isPredicted: boolean | undefined;
  /** Whether the thing stepped on went along. */
  readonly isPush: boolean;
}

/** Learns the floor rule and the floor colours from a step. */
export function learnStep(step: FloorStep, rule: FloorRule, floorColours: FloorColours): StepNews {
  const { tileGrid, was, now, from, to, by, appearance, under, entry } = step;
  floorColours.walked(was, tileGrid, to);
  floorColours.stepped(was, now, tileGrid, to);
  const then = readLooks(was, tileGrid, floorColours.colours);
  then[from] = under;
  const looks = readLooks(now, tileGrid, floorColours.colours);
  const isPush = wasPushed(step, then, looks);
  const isPredicted = learnAround(step, then, looks, rule);
  if (entry) {
    const before = readLook(entry.background, tileGrid, from, floorColours.colours);
    learnLeft(rule, before, entry.appearance, looks[from] as number, { dx: -by.dx, dy: -by.dy });
  }
  const look = then[to] as number;
  looks[to] = rule.next(look, appearance);
  rule.passed(look);
  if (step.nextAppearance !== rule.nextAppearance(look, appearance))
    rule.learnAppearance(look, step.nextAppearance);
  return { looks, isPredicted, isPush };
}

/** Whether the thing on the tile that was stepped on is on the one beyond it now. */
function wasPushed(
  { tileGrid, to, by }: FloorStep,
  then: readonly number[],
  next: readonly number[],
): boolean {
  const ahead = beside(tileGrid, to, by.dx, by.dy);
  const pushed = then[to] as number;
  if (ahead === undefined || pushed === PLAIN || pushed === UNSEEN) return false;
  return next[ahead] === pushed && then[ahead] !== pushed;
}

/** Learns from the tiles around a step; whether their changes were predicted, undefined without any. */
function learnAround(
  { tileGrid, from, to }: FloorStep,
  then: readonly number[],
  next: readonly number[],
  rule: FloorRule,
): boolean | undefined {
  const expected = new Map<number, number>();
  for (const { dx, dy } of rule.neighbourhood) {
    const at = beside(tileGrid, to, dx, dy);
    if (at !== undefined) expected.set(at, rule.nextBeside(then[at] as number));
  }
  let changes = 0;
  let surprises = 0;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const at = beside(tileGrid, to, dx, dy);
      if (at === undefined || at === to) continue;
      const [before, after] = [then[at] as number, next[at] as number];
      if (before === UNSEEN || after === UNSEEN) continue;
      const predicted = expected.get(at) ?? before;
      const isKnown = at === from ? rule.knows(before) : rule.isChanging(before);
      if (isKnown && (before !== after || predicted !== before)) {
        changes += 1;
        surprises += Number(predicted !== after);
      }
      if (at !== from) rule.learnBeside({ dx, dy }, before, after);
    }
  }
  return changes > 0 ? surprises === 0 : undefined;
}

/**
 * Learns from the look of a tile once it was left: `look` before the avatar, of appearance `by`, came onto
 * it, `after` now. `back`: where it lies from the avatar; the step from it may have changed it again.
 */
function learnLeft(rule: FloorRule, look: number, by: number, after: number, back: Offset): void {
  const own = rule.next(look, by);
  const twice = rule.nextBeside(own);
  const isInNeighbourhood = rule.neighbourhood.some(
    ({ dx, dy }) => dx === back.dx && dy === back.dy,
  );
  if (own !== look && twice !== own && (after === own || after === twice)) {
    rule.learnBeside(back, own, after);
  } else if (!isInNeighbourhood) rule.learn(look, by, after);
  else if (after === rule.nextBeside(look)) rule.learn(look, by, look);
}
