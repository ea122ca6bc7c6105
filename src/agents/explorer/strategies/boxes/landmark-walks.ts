import type { Grid } from "../../../../game/frame.ts";
import { type Footprint, listTargetSquares, lookOf } from "../../goals/target-squares.ts";
import type { SokobanLevel } from "../../model/boxes/sokoban-level.ts";
import { lengthOf } from "../../perception/displacement.ts";
import { type Spot, spotCode } from "../../perception/sprite.ts";
import { stepsTo, walkAbout } from "../../planning/avatar-walk.ts";
import { createCoverage, type Landmark } from "../coverage.ts";
import { codeOf, type PlannedMove, toMove } from "./find-plan.ts";

/** Leads the avatar to the landmarks of a level that it was not at. */
export interface LandmarkWalks {
  /** Forgets where it was. */
  clear(): void;
  /** The avatar is, or could not get, at a spot; the background as it looks without it. */
  visit(background: Grid, spot: Spot): void;
  /** The way to the nearest landmark left; empty where there is none. */
  wayToNext(background: Grid, level: SokobanLevel): PlannedMove[];
  /** The codes of the spots of all that are left, those included that boxes bar the way to. */
  left(background: Grid, level: SokobanLevel): ReadonlySet<number>;
}

/** Starts with nothing visited. */
export function createLandmarkWalks(): LandmarkWalks {
  const coverage = createCoverage();
  let footprint: Footprint = { width: 1, height: 1, left: 0, top: 0 };
  const landmarkAt = (background: Grid, spot: Spot): Landmark => ({
    place: spotCode(spot),
    look: lookOf(background, spot, footprint),
  });

  const left = (background: Grid, level: SokobanLevel) => {
    footprint = footprintOf(level);
    const spots = listTargetSquares(background, level.avatarGraph, footprint).flatMap(
      (group) => group.spots,
    );
    return coverage.left(spots.map((spot) => landmarkAt(background, spot)));
  };

  return {
    clear: coverage.clear,
    visit: (background, spot) => coverage.visit(landmarkAt(background, spot)),
    left,
    wayToNext(background, level) {
      const targets = left(background, level);
      const walk = walkAbout(level, 0, level.squares);
      const end = walk.squares.find((square) => targets.has(codeOf(level, square)));
      if (end === undefined) return [];
      return stepsTo(walk, end).map((step) => toMove(level, step, level.squares));
    },
  };
}

/** The footprint of the avatar, at least as wide and high as its step, with the avatar in the middle. */
function footprintOf({ avatar, keys }: SokobanLevel): Footprint {
  const step = Math.max(...keys.map(lengthOf));
  const width = Math.max(avatar.width, step);
  const height = Math.max(avatar.height, step);
  return {
    width,
    height,
    left: -Math.floor((width - avatar.width) / 2),
    top: -Math.floor((height - avatar.height) / 2),
  };
}
