import type { Grid } from "../../../../game/frame.ts";
import { isStill, lengthOf } from "../../perception/displacement.ts";
import { mainColour } from "../../perception/main-colour.ts";
import type { Place } from "../../perception/place.ts";
import { cellsOf } from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import { createHitRate } from "../../tracking/hit-rate.ts";
import { createUncoveredGrid } from "../../tracking/uncovered-grid.ts";
import { createLevelEffects } from "../moves/level-effects.ts";
import type { KeyDisplacement } from "../moves/move-graph.ts";
import type { Navigation } from "../moves/navigation.ts";
import { listTileEffects } from "../moves/tile-effects.ts";
import { appearanceOf } from "./avatar-appearance.ts";
import { createFloorColours } from "./floor-colours.ts";
import { createFloorLevel, type FloorLevel } from "./floor-level.ts";
import { createFloorRule, type FloorRule } from "./floor-rule.ts";
import { createHazardTiles } from "./hazard-tiles.ts";
import { type Entry, learnStep } from "./learn-step.ts";
import { beside, fitTileGrid, spotOf, type TileGrid, tileAt } from "./tile-grid.ts";
import { cellsIn, readLooks } from "./tile-look.ts";

/** The model of a game whose floor changes under the avatar's steps. */
export interface FloorModel {
  readonly rule: FloorRule;
  /** The level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(view: View, isNew: boolean): void;
  /** Learns from a step that did not end the level, after the navigation did. */
  watch(code: number, to: Place): void;
  /** The look of each tile; below the avatar the expected one. Empty while the tile grid is unknown. */
  readonly looks: readonly number[];
  /** The tile the avatar is on. */
  readonly tile: number | undefined;
  /** The level to plan in, as it is or as it began; undefined while nothing that steps change is known there. */
  layOut(available: readonly number[], from?: FloorSnapshot): FloorLevel | undefined;
  /** Where the level began, once that was seen. */
  readonly levelStart: FloorSnapshot | undefined;
  /** The appearance of the avatar: the colour of its middle. */
  readonly appearance: number;
  /** The main colour of a tile besides the floor colours. */
  colourOf(tile: number): number | undefined;
  /** Whether a hazard is on a tile after so many steps. */
  meetsHazard(tile: number, steps: number): boolean;
  /** The share of the latest steps whose changes were predicted, 0 … 1; 0 in a game with boxes. */
  trust(): number;
}

/** The avatar's tile and appearance, and the look of each tile, at one time. */
export interface FloorSnapshot {
  readonly tile: number;
  readonly appearance: number;
  readonly looks: readonly number[];
}

/** Steps whose predictions are remembered, and those that count as predicted from the beginning. */
const REMEMBERED = 8;
const CREDIT = 2;
/** Longer steps are jumps. */
const MAX_STEP = 16;

/** Starts with nothing known. What was learned of the tiles holds for all levels. */
export function createFloorModel(navigation: Navigation): FloorModel {
  const rule = createFloorRule();
  const floorColours = createFloorColours();
  const effects = createLevelEffects();
  const background = createUncoveredGrid();
  const hazardTiles = createHazardTiles(navigation);
  let predicted = createHitRate(REMEMBERED, CREDIT);
  /** Whether a thing was pushed: those are boxes, not tiles that steps change, on all levels. */
  let hasBoxes = false;
  let tileGrid: TileGrid | undefined;
  let looks: readonly number[] = [];
  let tile: number | undefined;
  let appearance = 0;
  /** How the avatar came onto its tile, where it stepped there. */
  let entry: Entry | undefined;
  let levelStart: FloorSnapshot | undefined;

  const effectsOf = (available: readonly number[]) =>
    listTileEffects(effects, navigation.effects.list(available), available);

  /** Takes in a view, after the navigation did. */
  const see = (view: View) => {
    const one = navigation.avatar;
    const own = one ? cellsOf(view, one.sprite, one.spot) : [];
    return background.see(view, [...own, ...navigation.hazards.cells]);
  };

  /** Finds the tile of the avatar, and reads the looks of all. */
  const locate = (view: View) => {
    const one = navigation.avatar;
    entry = undefined;
    tile = one && tileGrid && tileAt(tileGrid, one.spot);
    looks = tileGrid ? readLooks(background.grid, tileGrid, floorColours.colours) : [];
    appearance = one ? appearanceOf(view, one) : 0;
  };

  /** The avatar came somewhere else than by a step: finds the tiles again where it is on none. */
  const settle = ({ view, frame: { availableActions } }: Place) => {
    const one = navigation.avatar;
    const isOff = one && (!tileGrid || tileAt(tileGrid, one.spot) === undefined);
    if (isOff) tileGrid = fitTileGrid(view, one, effectsOf(availableActions));
    locate(view);
  };

  /** The avatar stayed on its tile; the key may have been stopped by the one ahead. */
  const stay = (on: TileGrid, background: Grid, at: number, code: number) => {
    const shown = readLooks(background, on, floorColours.colours);
    shown[at] = looks[at] as number;
    looks = shown;
    const displacement = effects.of(code);
    // Another action may have changed the tile: it tells nothing of the step onto it.
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
      hazardTiles.forget();
      if (isNew) {
        effects.begin();
        tileGrid = undefined;
        levelStart = undefined;
        floorColours.begin(view);
        rule.begin();
        predicted = createHitRate(REMEMBERED, CREDIT);
      }
      locate(view);
      if (tile !== undefined) levelStart = { tile, appearance, looks };
    },
    watch(code, to) {
      hazardTiles.forget();
      const { before, followed } = navigation.latest;
      const was = background.grid;
      const now = see(to.view);
      const after = navigation.avatar;
      const isSame = before?.sprite === after?.sprite;
      if (!before || !after || !isSame || followed === "changed") return settle(to);
      const way = { dx: after.spot.x - before.spot.x, dy: after.spot.y - before.spot.y };
      const isStep = (way.dx === 0) !== (way.dy === 0) && lengthOf(way) <= MAX_STEP;
      if (isStep && followed === "followed") effects.moved(code, way);
      if (!tileGrid || tile === undefined) return settle(to);
      if (isStill(way)) return stay(tileGrid, now, tile, code);
      const at = tileAt(tileGrid, after.spot);
      const by = { dx: way.dx / tileGrid.pitchX, dy: way.dy / tileGrid.pitchY };
      if (at === undefined || Math.abs(by.dx) + Math.abs(by.dy) !== 1) return settle(to);
      floorColours.walked(was, tileGrid, at);
      const under = looks[tile] as number;
      const step = { tileGrid, was, now, from: tile, to: at, by, appearance, under, entry };
      const news = learnStep(step, rule, floorColours);
      hasBoxes ||= news.isPush;
      if (news.isPredicted !== undefined) predicted.note(news.isPredicted);
      entry = { background: was, appearance };
      const seen = appearanceOf(to.view, after);
      if (seen !== rule.nextAppearance(news.look, appearance))
        rule.learnAppearance(news.look, seen);
      looks = news.looks;
      appearance = seen;
      tile = at;
    },
    get looks() {
      return looks;
    },
    get tile() {
      return tile;
    },
    get levelStart() {
      return levelStart;
    },
    layOut(available, from) {
      const one = navigation.avatar;
      const snapshot = from ?? (tile === undefined ? undefined : { tile, appearance, looks });
      if (!tileGrid || !one || !snapshot) return undefined;
      const on = tileGrid;
      const scene = { background: navigation.background.view, avatar: one };
      const isFree = (at: number, key: KeyDisplacement) =>
        navigation.steps.graphOf(scene, [key])(spotOf(on, at)).length > 0;
      return createFloorLevel({ tileGrid, rule, keys: effectsOf(available), isFree, ...snapshot });
    },
    get appearance() {
      return appearance;
    },
    colourOf(at) {
      const { grid } = background;
      return tileGrid && mainColour(grid, cellsIn(grid.width, tileGrid, at), floorColours.colours);
    },
    meetsHazard: (at, steps) => tileGrid !== undefined && hazardTiles.has(tileGrid, at, steps),
    trust: () => (hasBoxes ? 0 : predicted.share()),
  };
}
