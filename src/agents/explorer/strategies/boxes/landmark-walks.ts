import type { Grid } from "../../../../game/frame.ts";
import { listMarks, lookOf, type Window } from "../../goals/target-squares.ts";
import type { SokobanLevel } from "../../model/boxes/sokoban-level.ts";
import { lengthOf } from "../../perception/displacement.ts";
import { type Spot, spotCode } from "../../perception/sprite.ts";
import { stepsTo, walkAbout } from "../../planning/avatar-walk.ts";
import { createCoverage, type Landmark } from "../coverage.ts";
import type { Planned } from "./find-plan.ts";

/** Leads the avatar to the landmarks of a level that it was not at. */
export interface LandmarkWalks {
  /** Forgets where it was. */
  clear(): void;
  /** The avatar is, or could not get, at a spot; the ground as it looks without it. */
  been(ground: Grid, spot: Spot): void;
  /** The way to the nearest landmark left; empty where there is none. */
  wayOn(ground: Grid, level: SokobanLevel): Planned[];
  /** The codes of the spots of all that are left, those included that boxes bar the way to. */
  left(ground: Grid, level: SokobanLevel): ReadonlySet<number>;
}

/** Starts with nothing visited. */
export function createLandmarkWalks(): LandmarkWalks {
  const coverage = createCoverage();
  let window: Window = { width: 1, height: 1, left: 0, top: 0 };
  const landmarkAt = (ground: Grid, spot: Spot): Landmark => ({
    place: spotCode(spot),
    look: lookOf(ground, spot, window),
  });

  const left = (ground: Grid, level: SokobanLevel) => {
    window = windowOf(level);
    const spots = listMarks(ground, level.floor, window).flatMap((mark) => mark.spots);
    return coverage.left(spots.map((spot) => landmarkAt(ground, spot)));
  };

  return {
    clear: coverage.clear,
    been: (ground, spot) => coverage.visit(landmarkAt(ground, spot)),
    left,
    wayOn(ground, level) {
      const targets = left(ground, level);
      const walk = walkAbout(level, 0, level.places);
      const spotOf = (place: number) => level.floor.spots[place] as Spot;
      const end = walk.places.find((place) => targets.has(spotCode(spotOf(place))));
      if (end === undefined) return [];
      const boxes = level.boxes.map(({ spot }) => spot);
      let at = 0;
      return stepsTo(walk, end).map((index) => {
        at = level.floor.next[at * level.keys.length + index] as number;
        return { key: level.keys[index]?.key as number, avatar: spotOf(at), boxes };
      });
    },
  };
}

/** What a avatar stands in: as wide and high as its step at least, and around it. */
function windowOf({ avatar, keys }: SokobanLevel): Window {
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
