import type { Action, ActionId } from "./action.ts";

/** The largest side of a grid. */
export const MAX_SIDE = 64;
/** Levels of a game at most, as the API's specification has it. */
export const MAX_LEVELS = 254;
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
  /** 0 … MAX_LEVELS, and never more than `winLevels` where that is told. */
  readonly levelsCompleted: number;
  /** Levels needed for WIN, at most MAX_LEVELS; 0 where the server does not tell. */
  readonly winLevels: number;
  /** Ids the game reacts to, each once. RESET (0) is never listed; empty only when the game is over. */
  readonly availableActions: readonly ActionId[];
  /** The action the server says it answered, where it says so. */
  readonly actionInput?: Action;
  /** Where the server says that the whole game was begun anew; few servers ever say so. */
  readonly fullReset?: true;
}

/** The settled picture of a frame. */
export const lastGrid = (frame: Frame): Grid => frame.grids[frame.grids.length - 1] as Grid;

/** True when the game takes nothing but RESET. */
export const isOver = (frame: Frame): boolean => frame.state !== "NOT_FINISHED";
