import type { Moment } from "../../tracking/npc-state.ts";
import type { Navigation } from "../moves/navigation.ts";
import { spotOf, type TileGrid } from "./tile-grid.ts";

/** The tiles that something to keep away from passes, now and after each further step. */
export interface HazardTiles {
  /** The level went on: what was worked out is out of date. */
  forget(): void;
  /** Whether it meets the avatar on a tile after so many steps. */
  has(tileGrid: TileGrid, tile: number, steps: number): boolean;
}

/** Starts with nothing worked out. */
export function createHazardTiles(navigation: Pick<Navigation, "avatar" | "ahead">): HazardTiles {
  /** What to keep away from, as far as it was asked for. */
  let moments: (Moment | undefined)[] | undefined;

  return {
    forget() {
      moments = undefined;
    },
    has(tileGrid, tile, steps) {
      const one = navigation.avatar;
      if (!one) return false;
      moments ??= [navigation.ahead(one)];
      // As if the avatar stayed: where what is to be feared follows it, the plan is made anew with each step.
      while (moments.length <= steps) moments.push(moments.at(-1)?.after(one.spot, one.spot));
      return moments[steps]?.meets(spotOf(tileGrid, tile)) ?? false;
    },
  };
}
