import type { View } from "../../perception/view.ts";
import type { NpcState } from "../../tracking/npc-state.ts";
import type { Navigation } from "../moves/navigation.ts";
import { spotOf, type TileGrid } from "./tile-grid.ts";

/** Whether a hazard is on a tile after so many steps. */
export type MeetsHazard = (tileGrid: TileGrid, tile: number, steps: number) => boolean;

/** Starts without predictions. */
export function createHazardTiles(
  navigation: Pick<Navigation, "avatar" | "background" | "hazards">,
): MeetsHazard {
  /** The NPC state after each step from a view on, as far as it was asked for. */
  let states: (NpcState | undefined)[] = [];
  let start: View | undefined;

  return (tileGrid, tile, steps) => {
    const { avatar, background, hazards } = navigation;
    if (!avatar) return false;
    const { view } = background;
    if (view !== start) states = [hazards.npcState(view, avatar, 0)];
    start = view;
    // As if the avatar stayed: a plan past hazards that follow it is made anew with each step.
    while (states.length <= steps) states.push(states.at(-1)?.after(avatar.spot, avatar.spot));
    return states[steps]?.meets(spotOf(tileGrid, tile)) ?? false;
  };
}
