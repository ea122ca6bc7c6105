import type { Grid } from "../../../game/frame.ts";
import { HIDDEN } from "../../../memory/mask.ts";
import type { Place } from "../level-play.ts";
import { createStrides } from "../push/strides.ts";
import { headingOf, lengthOf } from "../shift.ts";
import type { Moment } from "../tour/moment.ts";
import type { Mover } from "../tour/mover.ts";
import type { KeyShift } from "../tour/reach.ts";
import { cellsOf } from "../tour/sprite.ts";
import { createWalker } from "../tour/walker.ts";
import type { View } from "../view.ts";
import { type Field, layField } from "./field.ts";
import { createGround } from "./ground.ts";
import { beside, type Lattice, layLattice, spotOf, tileAt } from "./lattice.ts";
import { cellsIn, mainColour, PLAIN, readLook, readLooks, UNSEEN } from "./look.ts";
import { createTreadRule, type Offset, type TreadRule } from "./tread-rule.ts";

/** What is known of a level whose floor changes under the mover's steps. */
export interface TreadModel {
  readonly rule: TreadRule;
  /** The level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(view: View, isNew: boolean): void;
  watch(from: Place, code: number, to: Place): void;
  died(code: number): void;
  /** What each square shows; that under the mover what it should. Empty while the squares are unknown. */
  readonly looks: readonly number[];
  /** The square the mover is on. */
  readonly tile: number | undefined;
  /** The level to plan in, as it is or as it began; undefined while nothing that steps change is known there. */
  layOut(available: readonly number[], from?: Stand): Field | undefined;
  /** Where the level began, once that was seen. */
  readonly origin: Stand | undefined;
  /** What the mover looks like: the colour of its middle. */
  readonly mover: number;
  /** The colour of what a square shows on the ground. */
  colourOf(tile: number): number | undefined;
  /** Whether something passes a square after so many steps that it had better not meet. */
  isBarred(tile: number, steps: number): boolean;
  /** The share of the latest steps whose changes were foreseen, 0 … 1. */
  trust(): number;
}

/** Where the mover is and what it looks like, among squares that look like this. */
export interface Stand {
  readonly tile: number;
  readonly mover: number;
  readonly looks: readonly number[];
}

/** Longer steps are jumps. */
const MAX_STEP = 16;
/** Steps that are remembered whether what they changed was foreseen. */
const REMEMBERED = 8;
/** Steps that count as foreseen from the beginning. */
const CREDIT = 2;

/** What gives way so often is pushed, not changed by steps. */
const MAX_PUSHES = 1;

/** Starts with nothing known. What was learned of the squares holds for all levels. */
export function createTreadModel(): TreadModel {
  const walker = createWalker();
  const rule = createTreadRule();
  const strides = createStrides();
  const ground = createGround();
  /** The level without its mover and what moves by itself: what these cover as it was last seen. */
  let seen: Grid | undefined;
  let lattice: Lattice | undefined;
  let looks: number[] = [];
  let tile: number | undefined;
  let mover = 0;
  /** How the mover came onto its square: the scene before that, and what the mover looked like. */
  let entry: { readonly view: Grid; readonly mover: number } | undefined;
  let origin: Stand | undefined;
  let foreseen: boolean[] = [];
  /** Things that were seen to go along with the mover: those are not used up. */
  let pushes = 0;
  /** What to keep away from, now and after each further step, as far as it was asked for. */
  let moments: (Moment | undefined)[] | undefined;

  const keysOf = (available: readonly number[]): KeyShift[] => {
    const known = [...strides.list(available)];
    const headings = new Set(known.map(headingOf));
    for (const { key, dx, dy } of known.length > 0 ? walker.shifts(available) : []) {
      if (strides.isKnown(key)) continue;
      const scale = strides.unit / lengthOf({ dx, dy });
      const usual = { key, dx: Math.round(dx * scale), dy: Math.round(dy * scale) };
      // Where another key does what this one is said to, it rather does the opposite.
      const shift = [usual, { key, dx: -usual.dx, dy: -usual.dy }].find(
        (one) => !headings.has(headingOf(one)),
      );
      if (!shift) continue;
      headings.add(headingOf(shift));
      known.push(shift);
    }
    return known;
  };

  const see = ({ width, height, cells }: View) => {
    const old = seen?.cells.length === cells.length ? seen.cells : undefined;
    const now = Uint8Array.from(cells);
    const one = walker.mover;
    const covered = one ? cellsOf({ width, height, cells }, one.sprite, one.spot) : [];
    for (const at of [...covered, ...walker.passing]) now[at] = old?.[at] ?? HIDDEN;
    seen = { width, height, cells: now };
    return seen;
  };

  /** Finds the squares again, and the one the mover is on. */
  const settle = ({ view, frame: { availableActions } }: Pick<Place, "view" | "frame">) => {
    const one = walker.mover;
    entry = undefined;
    tile = one && lattice && tileAt(lattice, one.spot);
    if (one && tile === undefined) {
      lattice = layLattice(view, one, keysOf(availableActions));
      tile = lattice && tileAt(lattice, one.spot);
    }
    looks = lattice && seen ? readLooks(seen, lattice, ground.colours) : [];
    mover = one ? appearance(view, one) : 0;
  };

  const note = (isForeseen: boolean) => {
    foreseen = [...foreseen.slice(1 - REMEMBERED), isForeseen];
  };

  /** Learns from what a square looks like once it was left; the step from it may have changed it again. */
  const learnLeft = (look: number, by: number, after: number, back: Offset) => {
    const own = rule.next(look, by);
    const twice = rule.nextBeside(own);
    const isInReach = rule.reach.some(({ dx, dy }) => dx === back.dx && dy === back.dy);
    if (own !== look && twice !== own && (after === own || after === twice)) {
      rule.learnBeside(back, own, after);
    } else if (!isInReach) rule.learn(look, by, after);
    else if (after === rule.nextBeside(look)) rule.learn(look, by, look);
  };

  /** Learns from a step from one square to the next. */
  const step = (
    on: Lattice,
    was: Grid,
    now: Grid,
    from: number,
    to: number,
    dx: number,
    dy: number,
  ) => {
    ground.stepped(was, now, on, to);
    const then = readLooks(was, on, ground.colours);
    const next = readLooks(now, on, ground.colours);
    const expected = new Map<number, number>();
    const lookAt = (at: number) => (at === from ? looks[at] : then[at]) as number;
    for (const offset of rule.reach) {
      const at = beside(on, to, offset.dx, offset.dy);
      if (at !== undefined) expected.set(at, rule.nextBeside(lookAt(at)));
    }
    const ahead = beside(on, to, dx, dy);
    const pushed = then[to] as number;
    if (ahead !== undefined && pushed !== PLAIN && pushed !== UNSEEN) {
      if (next[ahead] === pushed && then[ahead] !== pushed) pushes += 1;
    }
    let changes = 0;
    let surprises = 0;
    for (let y = -1; y <= 1; y++) {
      for (let x = -1; x <= 1; x++) {
        const at = beside(on, to, x, y);
        if (at === undefined || at === to) continue;
        const [before, after] = [lookAt(at), next[at] as number];
        if (before === UNSEEN || after === UNSEEN) continue;
        const foreseenLook = expected.get(at) ?? before;
        const isKnown = at === from ? rule.knows(before) : rule.isChanging(before);
        if (isKnown && (before !== after || foreseenLook !== before)) {
          changes += 1;
          surprises += Number(foreseenLook !== after);
        }
        if (at !== from) rule.learnBeside({ dx: x, dy: y }, before, after);
      }
    }
    if (changes > 0) note(surprises === 0);
    if (entry) {
      const before = readLook(entry.view, on, from, ground.colours);
      learnLeft(before, entry.mover, next[from] as number, { dx: -dx, dy: -dy });
    }
    const look = then[to] as number;
    looks = next;
    looks[to] = rule.next(look, mover);
    rule.passed(look);
    return look;
  };

  return {
    rule,
    begin(view, isNew) {
      walker.begin(view, isNew);
      seen = undefined;
      see(view);
      moments = undefined;
      if (isNew) {
        strides.begin();
        lattice = undefined;
        origin = undefined;
        ground.begin(view);
        rule.begin();
        foreseen = [];
      }
      const one = walker.mover;
      entry = undefined;
      tile = one && lattice && tileAt(lattice, one.spot);
      looks = lattice && seen ? readLooks(seen, lattice, ground.colours) : [];
      mover = one ? appearance(view, one) : 0;
      if (tile !== undefined) origin = { tile, mover, looks };
    },
    watch(from, code, to) {
      moments = undefined;
      const before = walker.mover;
      const was = seen ?? see(from.view);
      const followed = walker.watch(from.view, code, to.view);
      const now = see(to.view);
      const after = walker.mover;
      const isSame = before?.sprite === after?.sprite;
      if (!before || !after || !isSame || followed === "changed") return settle(to);
      const by = { dx: after.spot.x - before.spot.x, dy: after.spot.y - before.spot.y };
      const isStep = (by.dx === 0) !== (by.dy === 0) && lengthOf(by) <= MAX_STEP;
      if (isStep && followed === "followed") strides.moved(code, by);
      if (!lattice || tile === undefined) return settle(to);
      const at = tileAt(lattice, after.spot);
      const [dx, dy] = [by.dx / lattice.pitchX, by.dy / lattice.pitchY];
      if (by.dx === 0 && by.dy === 0) {
        const under = looks[tile] as number;
        looks = readLooks(now, lattice, ground.colours);
        looks[tile] = under;
        const shift = strides.of(code);
        // What another action did to the square is none of the step's doing.
        if (!shift) entry = undefined;
        const ahead = shift && beside(lattice, tile, Math.sign(shift.dx), Math.sign(shift.dy));
        if (ahead !== undefined) rule.stopped(looks[ahead] as number);
        return;
      }
      if (at === undefined || Math.abs(dx) + Math.abs(dy) !== 1) return settle(to);
      ground.walked(was, lattice, at);
      const look = step(lattice, was, now, tile, at, dx, dy);
      entry = { view: was, mover };
      const appears = appearance(to.view, after);
      if (appears !== rule.nextMover(look, mover)) rule.learnMover(look, appears);
      mover = appears;
      tile = at;
    },
    died: (code) => void walker.died(code),
    get looks() {
      return looks;
    },
    get tile() {
      return tile;
    },
    get origin() {
      return origin;
    },
    layOut(available, from) {
      const one = walker.mover;
      const stand = from ?? (tile === undefined ? undefined : { tile, mover, looks });
      if (!lattice || !one || !stand) return undefined;
      const on = lattice;
      const isFree = (at: number, key: KeyShift) => walker.canStep(one, spotOf(on, at), key);
      return layField({ lattice, rule, keys: keysOf(available), isFree, ...stand });
    },
    get mover() {
      return mover;
    },
    colourOf: (at) =>
      lattice && seen && mainColour(seen, cellsIn(seen.width, lattice, at), ground.colours),
    isBarred(at, steps) {
      const one = walker.mover;
      if (!lattice || !one) return false;
      moments ??= [walker.ahead(one)];
      // As if the mover stayed: where what is to be feared follows it, the plan is made anew with each step.
      while (moments.length <= steps) moments.push(moments.at(-1)?.after(one.spot, one.spot));
      return moments[steps]?.meets(spotOf(lattice, at)) ?? false;
    },
    trust: () =>
      pushes >= MAX_PUSHES
        ? 0
        : (foreseen.filter(Boolean).length + CREDIT) / (foreseen.length + CREDIT),
  };
}

/** What the mover looks like: the colour of its own cell next to its middle. */
function appearance({ cells, width }: View, { sprite, spot }: Mover): number {
  const { dx, dy } = sprite;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < dx.length; at++) {
    const off =
      Math.abs(2 * (dx[at] as number) + 1 - sprite.width) +
      Math.abs(2 * (dy[at] as number) + 1 - sprite.height);
    if (off >= least) continue;
    least = off;
    best = at;
  }
  return cells[(spot.y + (dy[best] as number)) * width + spot.x + (dx[best] as number)] as number;
}
