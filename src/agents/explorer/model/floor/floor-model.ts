import type { Grid } from "../../../../game/frame.ts";
import { isStill, lengthOf } from "../../perception/displacement.ts";
import type { Place } from "../../perception/place.ts";
import { cellsOf } from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import { createUncoveredGrid } from "../../tracking/uncovered-grid.ts";
import { createLevelEffects } from "../moves/level-effects.ts";
import type { KeyDisplacement } from "../moves/move-graph.ts";
import type { Navigation } from "../moves/navigation.ts";
import { listTileEffects } from "../moves/tile-effects.ts";
import { appearanceOf } from "./avatar-appearance.ts";
import { createGround } from "./floor-colours.ts";
import { type Field, layField } from "./floor-level.ts";
import { createFloorRule, type TreadRule } from "./floor-rule.ts";
import { createBarredTiles } from "./hazard-tiles.ts";
import { type Entry, learnStep } from "./learn-step.ts";
import { createNpcPredictionTrust } from "./prediction-trust.ts";
import { beside, type Lattice, layLattice, spotOf, tileAt } from "./tile-grid.ts";
import { cellsIn, mainColour, readLooks } from "./tile-look.ts";

/** What is known of a level whose floor changes under the avatar's steps. */
export interface TreadModel {
  readonly rule: TreadRule;
  /** The level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(view: View, isNew: boolean): void;
  /** Learns from a step that did not end the level, after the navigation did. */
  watch(code: number, to: Place): void;
  /** What each square shows; that under the avatar what it should. Empty while the squares are unknown. */
  readonly looks: readonly number[];
  /** The square the avatar is on. */
  readonly tile: number | undefined;
  /** The level to plan in, as it is or as it began; undefined while nothing that steps change is known there. */
  layOut(available: readonly number[], from?: Stand): Field | undefined;
  /** Where the level began, once that was seen. */
  readonly origin: Stand | undefined;
  /** What the avatar looks like: the colour of its middle. */
  readonly avatar: number;
  /** The colour of what a square shows on the ground. */
  colourOf(tile: number): number | undefined;
  /** Whether something passes a square after so many steps that it had better not meet. */
  isBarred(tile: number, steps: number): boolean;
  /** The share of the latest steps whose changes were predicted, 0 … 1. */
  trust(): number;
}

/** Where the avatar is and what it looks like, among squares that look like this. */
export interface Stand {
  readonly tile: number;
  readonly avatar: number;
  readonly looks: readonly number[];
}

/** Longer steps are jumps. */
const MAX_STEP = 16;

/** Starts with nothing known. What was learned of the squares holds for all levels. */
export function createFloorModel(navigation: Navigation): TreadModel {
  const rule = createFloorRule();
  const ground = createGround();
  const effects = createLevelEffects();
  const background = createUncoveredGrid();
  const barred = createBarredTiles(navigation);
  const trust = createNpcPredictionTrust();
  let lattice: Lattice | undefined;
  let looks: readonly number[] = [];
  let tile: number | undefined;
  let avatar = 0;
  /** How the avatar came onto its square, where it stepped there. */
  let entry: Entry | undefined;
  let origin: Stand | undefined;

  const effectsOf = (available: readonly number[]) =>
    listTileEffects(effects, navigation.effects.list(available), available);

  /** Takes in a view, after the navigation did. */
  const see = (view: View) => {
    const one = navigation.avatar;
    const own = one ? cellsOf(view, one.sprite, one.spot) : [];
    return background.see(view, [...own, ...navigation.hazards.cells]);
  };

  /** Finds the square the avatar is on, and reads what all show. */
  const locate = (view: View) => {
    const one = navigation.avatar;
    entry = undefined;
    tile = one && lattice && tileAt(lattice, one.spot);
    looks = lattice ? readLooks(background.grid, lattice, ground.colours) : [];
    avatar = one ? appearanceOf(view, one) : 0;
  };

  /** The avatar came somewhere else than by a step: finds the squares again where it is on none. */
  const settle = ({ view, frame: { availableActions } }: Place) => {
    const one = navigation.avatar;
    const isOff = one && (!lattice || tileAt(lattice, one.spot) === undefined);
    if (isOff) lattice = layLattice(view, one, effectsOf(availableActions));
    locate(view);
  };

  /** The avatar stayed on its square; the key may have been stopped by the one ahead. */
  const stay = (on: Lattice, background: Grid, at: number, code: number) => {
    const shown = readLooks(background, on, ground.colours);
    shown[at] = looks[at] as number;
    looks = shown;
    const displacement = effects.of(code);
    // What another action did to the square is none of the step's doing.
    if (!displacement) entry = undefined;
    const ahead =
      displacement && beside(on, at, Math.sign(displacement.dx), Math.sign(displacement.dy));
    if (ahead !== undefined) rule.stopped(looks[ahead] as number);
  };

  return {
    rule,
    begin(view, isNew) {
      background.clear();
      see(view);
      barred.forget();
      if (isNew) {
        effects.begin();
        lattice = undefined;
        origin = undefined;
        ground.begin(view);
        rule.begin();
        trust.begin();
      }
      locate(view);
      if (tile !== undefined) origin = { tile, avatar, looks };
    },
    watch(code, to) {
      barred.forget();
      const { before, followed } = navigation.latest;
      const was = background.grid;
      const now = see(to.view);
      const after = navigation.avatar;
      const isSame = before?.sprite === after?.sprite;
      if (!before || !after || !isSame || followed === "changed") return settle(to);
      const way = { dx: after.spot.x - before.spot.x, dy: after.spot.y - before.spot.y };
      const isStep = (way.dx === 0) !== (way.dy === 0) && lengthOf(way) <= MAX_STEP;
      if (isStep && followed === "followed") effects.moved(code, way);
      if (!lattice || tile === undefined) return settle(to);
      if (isStill(way)) return stay(lattice, now, tile, code);
      const at = tileAt(lattice, after.spot);
      const by = { dx: way.dx / lattice.pitchX, dy: way.dy / lattice.pitchY };
      if (at === undefined || Math.abs(by.dx) + Math.abs(by.dy) !== 1) return settle(to);
      ground.walked(was, lattice, at);
      const under = looks[tile] as number;
      const step = { lattice, was, now, from: tile, to: at, by, avatar, under, entry };
      const news = learnStep(step, rule, ground);
      if (news.isPush) trust.pushed();
      if (news.isPredicted !== undefined) trust.note(news.isPredicted);
      entry = { background: was, avatar };
      const appears = appearanceOf(to.view, after);
      if (appears !== rule.nextAvatar(news.look, avatar)) rule.learnAvatar(news.look, appears);
      looks = news.looks;
      avatar = appears;
      tile = at;
    },
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
      const one = navigation.avatar;
      const stand = from ?? (tile === undefined ? undefined : { tile, avatar, looks });
      if (!lattice || !one || !stand) return undefined;
      const on = lattice;
      const scene = { background: navigation.background.view, avatar: one };
      const isFree = (at: number, key: KeyDisplacement) =>
        navigation.steps.graphOf(scene, [key])(spotOf(on, at)).length > 0;
      return layField({ lattice, rule, keys: effectsOf(available), isFree, ...stand });
    },
    get avatar() {
      return avatar;
    },
    colourOf(at) {
      const { grid } = background;
      return lattice && mainColour(grid, cellsIn(grid.width, lattice, at), ground.colours);
    },
    isBarred: (at, steps) => lattice !== undefined && barred.has(lattice, at, steps),
    trust: trust.share,
  };
}
