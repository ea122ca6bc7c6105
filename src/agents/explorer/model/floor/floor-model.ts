import type { Grid } from "../../../../game/frame.ts";
import { isStill, lengthOf } from "../../perception/displacement.ts";
import type { Place } from "../../perception/place.ts";
import type { View } from "../../perception/view.ts";
import { createNavigation } from "../moves/navigation.ts";
import type { KeyDisplacement } from "../moves/reach.ts";
import { createTileEffects } from "../moves/tile-effects.ts";
import { appearanceOf } from "./avatar-appearance.ts";
import { createBackdrop } from "./floor-background.ts";
import { createFloorColours } from "./floor-colours.ts";
import { createFloorLevel, type FloorLevel } from "./floor-level.ts";
import { createFloorRule, type FloorRule } from "./floor-rule.ts";
import { createHazardTiles } from "./hazard-tiles.ts";
import { type Entry, learnStep } from "./learn-step.ts";
import { createPredictionTrust } from "./prediction-trust.ts";
import { beside, fitTileGrid, spotOf, type TileGrid, tileAt } from "./tile-grid.ts";
import { cellsIn, mainColour, readLooks } from "./tile-look.ts";

/** What is known of a level whose floor changes under the avatar's steps. */
export interface FloorModel {
  readonly rule: FloorRule;
  /** The level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(view: View, isNew: boolean): void;
  watch(from: Place, code: number, to: Place): void;
  died(code: number): void;
  /** What each tile shows; that under the avatar what it should. Empty while the tiles are unknown. */
  readonly looks: readonly number[];
  /** The tile the avatar is on. */
  readonly tile: number | undefined;
  /** The level to plan in, as it is or as it began; undefined while nothing that steps change is known there. */
  layOut(available: readonly number[], from?: FloorSnapshot): FloorLevel | undefined;
  /** Where the level began, once that was seen. */
  readonly levelStart: FloorSnapshot | undefined;
  /** What the avatar looks like: the colour of its middle. */
  readonly appearance: number;
  /** The colour of what a tile shows besides the floor. */
  colourOf(tile: number): number | undefined;
  /** Whether something passes a tile after so many steps that it had better not meet. */
  meetsHazard(tile: number, steps: number): boolean;
  /** The share of the latest steps whose changes were predicted, 0 … 1. */
  trust(): number;
}

/** Where the avatar is and what it looks like, among tiles that look like this. */
export interface FloorSnapshot {
  readonly tile: number;
  readonly appearance: number;
  readonly looks: readonly number[];
}

/** Longer steps are jumps. */
const MAX_STEP = 16;

/** Starts with nothing known. What was learned of the tiles holds for all levels. */
export function createFloorModel(): FloorModel {
  const navigation = createNavigation();
  const rule = createFloorRule();
  const floorColours = createFloorColours();
  const keys = createTileEffects(navigation);
  const backdrop = createBackdrop(navigation);
  const hazardTiles = createHazardTiles(navigation);
  const trust = createPredictionTrust();
  let tileGrid: TileGrid | undefined;
  let looks: readonly number[] = [];
  let tile: number | undefined;
  let appearance = 0;
  /** How the avatar came onto its tile, where it stepped there. */
  let entry: Entry | undefined;
  let levelStart: FloorSnapshot | undefined;

  /** Finds the tile the avatar is on, and reads what all show. */
  const locate = (view: View) => {
    const one = navigation.avatar;
    entry = undefined;
    tile = one && tileGrid && tileAt(tileGrid, one.spot);
    looks =
      tileGrid && backdrop.grid ? readLooks(backdrop.grid, tileGrid, floorColours.colours) : [];
    appearance = one ? appearanceOf(view, one) : 0;
  };

  /** The avatar came somewhere else than by a step: finds the tiles again where it is on none. */
  const settle = ({ view, frame: { availableActions } }: Place) => {
    const one = navigation.avatar;
    const isOff = one && (!tileGrid || tileAt(tileGrid, one.spot) === undefined);
    if (isOff) tileGrid = fitTileGrid(view, one, keys.list(availableActions));
    locate(view);
  };

  /** The avatar stayed on its tile; the key may have been stopped by the one ahead. */
  const stay = (on: TileGrid, background: Grid, at: number, code: number) => {
    const shown = readLooks(background, on, floorColours.colours);
    shown[at] = looks[at] as number;
    looks = shown;
    const displacement = keys.of(code);
    // What another action did to the tile is none of the step's doing.
    if (!displacement) entry = undefined;
    const ahead =
      displacement && beside(on, at, Math.sign(displacement.dx), Math.sign(displacement.dy));
    if (ahead !== undefined) rule.stopped(looks[ahead] as number);
  };

  return {
    rule,
    begin(view, isNew) {
      navigation.begin(view, isNew);
      backdrop.begin(view);
      hazardTiles.forget();
      if (isNew) {
        keys.begin();
        tileGrid = undefined;
        levelStart = undefined;
        floorColours.begin(view);
        rule.begin();
        trust.begin();
      }
      locate(view);
      if (tile !== undefined) levelStart = { tile, appearance, looks };
    },
    watch(from, code, to) {
      hazardTiles.forget();
      const before = navigation.avatar;
      const was = backdrop.grid ?? backdrop.see(from.view);
      const followed = navigation.watch(from.view, code, to.view);
      const now = backdrop.see(to.view);
      const after = navigation.avatar;
      const isSame = before?.sprite === after?.sprite;
      if (!before || !after || !isSame || followed === "changed") return settle(to);
      const way = { dx: after.spot.x - before.spot.x, dy: after.spot.y - before.spot.y };
      const isStep = (way.dx === 0) !== (way.dy === 0) && lengthOf(way) <= MAX_STEP;
      if (isStep && followed === "followed") keys.moved(code, way);
      if (!tileGrid || tile === undefined) return settle(to);
      if (isStill(way)) return stay(tileGrid, now, tile, code);
      const at = tileAt(tileGrid, after.spot);
      const by = { dx: way.dx / tileGrid.pitchX, dy: way.dy / tileGrid.pitchY };
      if (at === undefined || Math.abs(by.dx) + Math.abs(by.dy) !== 1) return settle(to);
      floorColours.walked(was, tileGrid, at);
      const under = looks[tile] as number;
      const step = { tileGrid, was, now, from: tile, to: at, by, appearance, under, entry };
      const news = learnStep(step, rule, floorColours);
      if (news.isPush) trust.pushed();
      if (news.isPredicted !== undefined) trust.note(news.isPredicted);
      entry = { background: was, appearance };
      const seen = appearanceOf(to.view, after);
      if (seen !== rule.nextAppearance(news.look, appearance))
        rule.learnAppearance(news.look, seen);
      looks = news.looks;
      appearance = seen;
      tile = at;
    },
    died: (code) => void navigation.died(code),
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
      const isFree = (at: number, key: KeyDisplacement) =>
        navigation.canStep(one, spotOf(on, at), key);
      return createFloorLevel({ tileGrid, rule, keys: keys.list(available), isFree, ...snapshot });
    },
    get appearance() {
      return appearance;
    },
    colourOf(at) {
      const { grid } = backdrop;
      return (
        tileGrid &&
        grid &&
        mainColour(grid, cellsIn(grid.width, tileGrid, at), floorColours.colours)
      );
    },
    meetsHazard: (at, steps) => tileGrid !== undefined && hazardTiles.has(tileGrid, at, steps),
    trust: trust.share,
  };
}
