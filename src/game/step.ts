import type { Action } from "./action.ts";
import type { Frame } from "./frame.ts";

/** One action and what came of it. */
export interface Step {
  /** Counts the steps of one game in one run, from 1. */
  readonly index: number;
  /** The frame the agent saw; null where it is not known (a game's first RESET, a lost reply). */
  readonly before: Frame | null;
  readonly action: Action;
  readonly after: Frame;
  /** Actions the scorecard bills for this step: 0 for a RESET that starts a play or what the server refused, otherwise 1. */
  readonly billed: 0 | 1;
  /** True when this action, a RESET, began a play: the whole game from its first level. */
  readonly startsPlay: boolean;
  /**
   * Actions billed on the level this action was taken on since the level, or the play, began: failed
   * tries, level restarts and this action included. 0 where it starts a play.
   */
  readonly actionsOnLevel: number;
  /** True when this action finished a level. */
  readonly levelCompleted: boolean;
}

/** Whether going from `before` to `after` by `action` finished a level. */
export function completesLevel(before: Frame | null, action: Action, after: Frame): boolean {
  return before !== null && action.id !== 0 && after.levelsCompleted > before.levelsCompleted;
}
