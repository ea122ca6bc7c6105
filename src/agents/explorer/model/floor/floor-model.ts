import { isStill, STILL, signsOf } from "../../perception/displacement.ts";
import { mainColour } from "../../perception/main-colour.ts";
import type { Place } from "../../perception/place.ts";
import type { View } from "../../perception/view.ts";
import { createHitRate } from "../../tracking/hit-rate.ts";
import type { KeyDisplacement } from "../moves/move-graph.ts";
import type { Navigation } from "../moves/navigation.ts";
import { appearanceOf } from "./avatar-appearance.ts";
import { createFloorColours } from "./floor-colours.ts";
import { createFloorLevel, type FloorLevel } from "./floor-level.ts";
import { createFloorRule, type FloorRule } from "./floor-rule.ts";
import { createHazardTiles } from "./hazard-tiles.ts";
import { type Entry, learnStep } from "./learn-step.ts";
import { beside, fitTileGrid, isTileStep, spotOf, type TileGrid, tileAt } from "./tile-grid.ts";
import { cellsIn, readLooks } from "./tile-look.ts";

/** The model of a game whose floor changes under the avatar's steps. */
export interface FloorModel {
  readonly rule: FloorRule;
  /** The level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(view: View, isNew: boolean): void;
  /** Learns from a step that did not end the level, after the navigation did. */
  watch(code: number, to: Place): void;
  readonly now: FloorSnapshot;
  /** The level to plan in, as it is or as it began; undefined while nothing that steps change is known there. */
  layOut(available: readonly number[], from?: FloorSnapshot): FloorLevel | undefined;
  /** Where the level began, once that was seen. */
  readonly levelStart: FloorSnapshot | undefined;
  /** The main colour of a tile besides the floor colours. */
  colourOf(tile: number): number | undefined;
  /** Whether a hazard is on a tile after so many steps. */
  meetsHazard(tile: number, steps: number): boolean;
  /** The share of the latest steps whose changes were predicted, 0 … 1; 0 in a game with boxes. */
  trust(): number;
}

/** The floor at one time. */
export interface FloorSnapshot {
  /** The tile the avatar is on. */
  readonly tile: number | undefined;
  /** The appearance of the avatar: the colour of its middle. */
  readonly appearance: number;
  /** The look of each tile; below the avatar the expected one. Empty while the tile grid is unknown. */
  readonly looks: readonly number[];
}

/** Steps whose predictions are remembered, and those that count as predicted from the beginning. */
const REMEMBERED = 8;
const CREDIT = 2;

/** Starts with nothing known. What was learned of the tiles holds for all levels. */
export function createFloorModel(navigation: Navigation): FloorModel {
  const rule = createFloorRule();
  const floorColours = createFloorColours();
  /** The background when it was last looked at. */
  let seen = navigation.background.view;
  const meetsHazard = createHazardTiles(navigation);
  let predicted = createHitRate(REMEMBERED, CREDIT);
  /** Whether a thing was pushed: those are boxes, not tiles that steps change, on all levels. */
  let hasBoxes = false;
  let tileGrid: TileGrid | undefined;
  let now: FloorSnapshot = { tile: undefined, appearance: 0, looks: [] };
  /** How the avatar came onto its tile, where it stepped there. */
  let entry: Entry | undefined;
  let levelStart: FloorSnapshot | undefined;

  const readAll = (on: TileGrid) => readLooks(seen, on, floorColours.colours);

  /** Finds the tile of the avatar, and reads the looks of all. */
  const locate = (view: View) => {
    const one = navigation.avatar;
    entry = undefined;
    now = {
      tile: one && tileGrid && tileAt(tileGrid, one.spot),
      appearance: one ? appearanceOf(view, one) : 0,
      looks: tileGrid ? readAll(tileGrid) : [],
    };
  };

  /** The avatar came somewhere else than by a step: fits the tiles again. */
  const settle = ({ view, frame: { availableActions } }: Place) => {
    const one = navigation.avatar;
    if (one) tileGrid = fitTileGrid(view, one, navigation.effects.list(availableActions));
    locate(view);
  };

  /** The avatar stayed on its tile; the key may have been stopped by the one ahead. */
  const stay = (on: TileGrid, at: number, code: number) => {
    now = { ...now, looks: readAll(on).with(at, now.looks[at] as number) };
    const displacement = navigation.effects.of(code);
    // Another action may have changed the tile: it tells nothing of the step onto it.
    if (!displacement) entry = undefined;
    const { dx, dy } = signsOf(displacement ?? STILL);
    const ahead = beside(on, at, dx, dy);
    if (ahead !== undefined && ahead !== at) rule.stopped(now.looks[ahead] as number);
  };

  return {
    rule,
    begin(view, isNew) {
      seen = navigation.background.view;
      if (isNew) {
        tileGrid = undefined;
        levelStart = undefined;
        floorColours.begin(view);
        rule.begin();
        predicted = createHitRate(REMEMBERED, CREDIT);
      }
      locate(view);
      if (now.tile !== undefined) levelStart = now;
    },
    watch(code, to) {
      const { before, motion } = navigation.latest;
      const was = seen;
      seen = navigation.background.view;
      const after = navigation.avatar;
      const isSame = before?.sprite === after?.sprite;
      if (!before || !after || !isSame || motion?.kind === "found") return settle(to);
      const { tile: from, appearance, looks } = now;
      if (!tileGrid || from === undefined) return settle(to);
      const way = { dx: after.spot.x - before.spot.x, dy: after.spot.y - before.spot.y };
      if (isStill(way)) return stay(tileGrid, from, code);
      const tile = tileAt(tileGrid, after.spot);
      if (tile === undefined || !isTileStep(tileGrid, way)) return settle(to);
      const by = signsOf(way);
      const under = looks[from] as number;
      const nextAppearance = appearanceOf(to.view, after);
      const step = { was, now: seen, from, to: tile, by, appearance, nextAppearance, under, entry };
      const news = learnStep({ tileGrid, ...step }, rule, floorColours);
      hasBoxes ||= news.isPush;
      if (news.isPredicted !== undefined) predicted.note(news.isPredicted);
      entry = { background: was, appearance };
      now = { tile, appearance: nextAppearance, looks: news.looks };
    },
    get now() {
      return now;
    },
    get levelStart() {
      return levelStart;
    },
    layOut: (available, from = now) =>
      tileGrid && layOutFloor(navigation, rule, tileGrid, available, from),
    colourOf: (at) =>
      tileGrid && mainColour(seen, cellsIn(seen.width, tileGrid, at), floorColours.colours),
    meetsHazard: (at, steps) => tileGrid !== undefined && meetsHazard(tileGrid, at, steps),
    trust: () => (hasBoxes ? 0 : predicted.share()),
  };
}

/** The transition model from a snapshot on; undefined where the avatar is on no tile. */
function layOutFloor(
  { avatar, background, effects, steps }: Navigation,
  rule: FloorRule,
  tileGrid: TileGrid,
  available: readonly number[],
  { tile, ...rest }: FloorSnapshot,
): FloorLevel | undefined {
  if (!avatar || tile === undefined) return undefined;
  const scene = { background: background.view, avatar };
  const isFree = (at: number, key: KeyDisplacement) =>
    steps.graphOf(scene, [key])(spotOf(tileGrid, at)).length > 0;
  const keys = effects.list(available).filter((key) => isTileStep(tileGrid, key));
  return createFloorLevel({ tileGrid, rule, keys, isFree, tile, ...rest });
}
