import type { Action, ActionId } from "./action.ts";

/** The largest side of a grid. */
export const MAX_SIDE = 64;
/** Colours are 0 … 15. */
export const COLOURS = 16;

/** One picture: `cells[y * width + x]` is a colour 0–15. Sides are 1–64, as a rule both 64. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly cells: Uint8Array;
}

/** `NOT_PLAYED` also stands for the API's older word NOT_STARTED: the session needs a RESET. */
export type GameState = "NOT_PLAYED" | "NOT_FINISHED" | "WIN" | "GAME_OVER";

/** What the server answers to a command. */
export interface Frame {
  readonly gameId: string;
  readonly guid: string;
  /** At least one; the last one is the settled picture, those before it are its animation. */
  readonly grids: readonly Grid[];
  readonly state: GameState;
  readonly levelsCompleted: number;
  /** Levels needed for WIN. */
  readonly winLevels: number;
  /** Ids the game reacts to. RESET (0) is never listed. */
  readonly availableActions: readonly ActionId[];
  /** The action the server says it answered, where it says so. */
  readonly actionInput?: Action;
}

/** The settled picture of a frame. */
export const lastGrid = (frame: Frame): Grid => frame.grids[frame.grids.length - 1] as Grid;

/** True when the game takes nothing but RESET. */
export const isOver = (frame: Frame): boolean => frame.state !== "NOT_FINISHED";
