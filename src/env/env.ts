import type { Action } from "../game/action.ts";
import type { Frame } from "../game/frame.ts";

/** One game being played. Everything it does is billed to the run's scorecard. */
export interface Env {
  readonly gameId: string;
  /** The latest frame, null before the first RESET. */
  readonly frame: Frame | null;
  /**
   * Whether a RESET now would only start the current level again. When false it starts the whole
   * game: no play is open, no action was spent on the level yet, or the game was won.
   */
  readonly resetKeepsLevels: boolean;
  /** Actions a RESET would be billed now: 1 for a level restart, 0 when it starts a new play. */
  readonly resetCost: 0 | 1;
  /** Sends one command. Rejects with an ApiError; the frame then stays as it was. */
  step(action: Action, signal?: AbortSignal): Promise<Frame>;
}
