import type { Grid } from "../../../../game/frame.ts";
import type { Ground } from "./floor-colours.ts";
import type { Offset, TreadRule } from "./floor-rule.ts";
import { beside, type Lattice } from "./tile-grid.ts";
import { PLAIN, readLook, readLooks, UNSEEN } from "./tile-look.ts";

/** How the avatar came onto a square: the background before that, and what the avatar looked like. */
export interface Entry {
  readonly background: Grid;
  readonly avatar: number;
}

/** A step from one square to the next. */
export interface TreadStep {
  readonly lattice: Lattice;
  /** The background before and after it. */
  readonly was: Grid;
  readonly now: Grid;
  readonly from: number;
  readonly to: number;
  /** By how many squares. */
  readonly by: Offset;
  /** What the avatar looked like before it. */
  readonly avatar: number;
  /** What the square that was left should have looked like below the avatar. */
  readonly under: number;
  /** How the avatar had come onto that square, where it stepped there. */
  readonly entry: Entry | undefined;
}

/** What a step showed. */
export interface StepNews {
  /** What the square looked like that was stepped on. */
  readonly look: number;
  /** What each square shows now; that under the avatar what it should. */
  readonly looks: readonly number[];
  /** Whether all that it changed was predicted; undefined where it changed nothing and should not have. */
  readonly isPredicted: boolean | undefined;
  /** Whether the thing stepped on went along. */
  readonly isPush: boolean;
}

/** Learns from a step what steps do, and which colours are ground. */
export function learnStep(step: TreadStep, rule: TreadRule, ground: Ground): StepNews {
  const { lattice, was, now, from, to, by, avatar, under, entry } = step;
  ground.stepped(was, now, lattice, to);
  const then = readLooks(was, lattice, ground.colours);
  then[from] = under;
  const looks = readLooks(now, lattice, ground.colours);
  const isPush = wasPushed(step, then, looks);
  const isPredicted = learnAround(step, then, looks, rule);
  if (entry) {
    const before = readLook(entry.background, lattice, from, ground.colours);
    learnLeft(rule, before, entry.avatar, looks[from] as number, { dx: -by.dx, dy: -by.dy });
  }
  const look = then[to] as number;
  looks[to] = rule.next(look, avatar);
  rule.passed(look);
  return { look, looks, isPredicted, isPush };
}

/** Whether what was on the square that was stepped on shows on the one beyond it now. */
function wasPushed(
  { lattice, to, by }: TreadStep,
  then: readonly number[],
  next: readonly number[],
): boolean {
  const ahead = beside(lattice, to, by.dx, by.dy);
  const pushed = then[to] as number;
  if (ahead === undefined || pushed === PLAIN || pushed === UNSEEN) return false;
  return next[ahead] === pushed && then[ahead] !== pushed;
}

/** Learns from the squares around a step; whether what changed there was predicted, undefined where nothing did. */
function learnAround(
  { lattice, from, to }: TreadStep,
  then: readonly number[],
  next: readonly number[],
  rule: TreadRule,
): boolean | undefined {
  const expected = new Map<number, number>();
  for (const { dx, dy } of rule.reach) {
    const at = beside(lattice, to, dx, dy);
    if (at !== undefined) expected.set(at, rule.nextBeside(then[at] as number));
  }
  let changes = 0;
  let surprises = 0;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const at = beside(lattice, to, dx, dy);
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
 * Learns from what a square looks like once it was left, that looked like `look` when the avatar, looking
 * like `by`, came onto it. `back`: where it lies from the avatar; the step from it may have changed it again.
 */
function learnLeft(rule: TreadRule, look: number, by: number, after: number, back: Offset): void {
  const own = rule.next(look, by);
  const twice = rule.nextBeside(own);
  const isInReach = rule.reach.some(({ dx, dy }) => dx === back.dx && dy === back.dy);
  if (own !== look && twice !== own && (after === own || after === twice)) {
    rule.learnBeside(back, own, after);
  } else if (!isInReach) rule.learn(look, by, after);
  else if (after === rule.nextBeside(look)) rule.learn(look, by, look);
}
