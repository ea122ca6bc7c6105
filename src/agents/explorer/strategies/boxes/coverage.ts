import type { Grid } from "../../../../game/frame.ts";
import { hashNumbers } from "../../../../game/hash.ts";
import { listMarks, lookOf, type Window } from "../../goals/target-squares.ts";
import type { Yard } from "../../model/boxes/sokoban-level.ts";
import { lengthOf } from "../../perception/displacement.ts";
import { type Spot, spotCode } from "../../perception/sprite.ts";
import { stepsTo, walkAbout } from "../../planning/avatar-walk.ts";
import type { Planned } from "./find-plan.ts";

/** Remembers what the mover has been at, and leads it to what it has not. */
export interface Visits {
  /** Forgets all. */
  clear(): void;
  /** The mover is, or could not get, at a spot; the ground as it looks without it. */
  been(ground: Grid, spot: Spot): void;
  /** The way to the nearest thing it was not at since that looks as it does; empty where there is none. */
  wayOn(ground: Grid, yard: Yard): Planned[];
  /** The codes of the spots of all such things, those included that boxes bar the way to. */
  left(ground: Grid, yard: Yard): ReadonlySet<number>;
}

/** Starts with nothing visited. */
export function createVisits(): Visits {
  const visited = new Set<number>();
  let window: Window = { width: 1, height: 1, left: 0, top: 0 };
  const codeOf = (ground: Grid, spot: Spot) =>
    hashNumbers(spotCode(spot), lookOf(ground, spot, window));

  const left = (ground: Grid, yard: Yard): Set<number> => {
    window = windowOf(yard);
    const targets = new Set<number>();
    for (const { spots } of listMarks(ground, yard.floor, window)) {
      for (const spot of spots) {
        if (!visited.has(codeOf(ground, spot))) targets.add(spotCode(spot));
      }
    }
    return targets;
  };

  return {
    clear: () => visited.clear(),
    been: (ground, spot) => visited.add(codeOf(ground, spot)),
    left,
    wayOn(ground, yard) {
      const targets = left(ground, yard);
      const walk = walkAbout(yard, 0, yard.places);
      const spotOf = (place: number) => yard.floor.spots[place] as Spot;
      const end = walk.places.find((place) => targets.has(spotCode(spotOf(place))));
      if (end === undefined) return [];
      const boxes = yard.boxes.map(({ spot }) => spot);
      let at = 0;
      return stepsTo(walk, end).map((index) => {
        at = yard.floor.next[at * yard.keys.length + index] as number;
        return { key: yard.keys[index]?.key as number, mover: spotOf(at), boxes };
      });
    },
  };
}

/** What a mover stands in: as wide and high as its step at least, and around it. */
function windowOf({ mover, keys }: Yard): Window {
  const step = Math.max(...keys.map(lengthOf));
  const width = Math.max(mover.width, step);
  const height = Math.max(mover.height, step);
  return {
    width,
    height,
    left: -Math.floor((width - mover.width) / 2),
    top: -Math.floor((height - mover.height) / 2),
  };
}
