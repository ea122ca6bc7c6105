import type { NpcState } from "../../tracking/npc-state.ts";
import type { Navigation } from "../moves/navigation.ts";
import { spotOf, type TileGrid } from "./tile-grid.ts";

/** The tiles that hazards are on, now and after each further step. */
export interface HazardTiles {
  /** The level went on: predictions are out of date. */
  forget(): void;
  /** Whether a hazard is on a tile after so many steps. */
  has(tileGrid: TileGrid, tile: number, steps: number): boolean;
}

/** Starts without predictions. */
export function createHazardTiles(
  navigation: Pick<Navigation, "avatar" | "background" | "hazards">,
): HazardTiles {
  const { background, hazards } = navigation;
  /** The NPC state after each step, as far as it was asked for. */
  let states: (NpcState | undefined)[] | undefined;

  return {
    forget() {
      states = undefined;
    },
    has(tileGrid, tile, steps) {
      const one = navigation.avatar;
      if (!one) return false;
      states ??= [hazards.npcState(background.view, one, 0)];
      // As if the avatar stayed: a plan past hazards that follow it is made anew with each step.
      while (states.length <= steps) states.push(states.at(-1)?.after(one.spot, one.spot));
      return states[steps]?.meets(spotOf(tileGrid, tile)) ?? false;
    },
  };
}
