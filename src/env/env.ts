import type { Action } from "../game/action.ts";
import type { Frame } from "../game/frame.ts";

/** One game being played. Everything it does is billed to the run's scorecard. */
export interface Env {
  readonly gameId: string;
  /** The latest frame, null before the first RESET. */
  readonly frame: Frame | null;
  /** False when a lost reply left open what the game looks like now; the next frame tells. */
  readonly frameIsCertain: boolean;
  /** Actions billed so far over all plays, RESETs that the score counts included. */
  readonly actions: number;
  /** Level restarts billed so far. */
  readonly resets: number;
  /** False after a step whose fate is open, until it is settled: the bill may be one short. */
  readonly isSettled: boolean;
  /**
   * Whether a RESET now would only start the current level again. When false it starts the whole
   * game: no play is open, no action was spent on the level yet, or the game was won.
   */
  readonly resetKeepsLevels: boolean;
  /**
   * Whether two RESETs in a row start a new play: not on a competition card, nor where the server was seen
   * to refuse it.
   */
  readonly canRestartGame: boolean;
  /**
   * Sends one command. Rejects when the server refuses or no reply comes; the frame then stays.
   * The signal ends the waiting for a grant, not a request on its way.
   */
  step(action: Action, signal?: AbortSignal): Promise<Frame>;
  /**
   * After a step whose fate is open: asks the scorecard whether it was applied, and counts it if so.
   * Does nothing when all is known; rejects when the card cannot be read now.
   */
  settle(signal?: AbortSignal): Promise<void>;
}
