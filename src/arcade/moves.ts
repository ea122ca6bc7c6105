import type { Action } from "../game/action.ts";
import type { Turn } from "./game.ts";

/** ACTION1–4: up, down, left, right. */
export const ARROWS: readonly Action[] = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }];

/** A turn without animation after which the level goes on. */
export const playOn = <State>(state: State): Turn<State> => ({
  state,
  status: "playing",
  animation: [],
});

/**
 * Actions a good player needs for a level whose shortest solution takes `shortest` actions:
 * half as many again for detours, and five to find out what the level wants.
 */
export const baselineOf = (shortest: number): number => Math.ceil(1.5 * shortest) + 5;
