import { levelScores, runScore } from "../game/rhae.ts";

/**
 * RHAE of a game by the actions that each level took until it was completed the first time
 * (formula: game/rhae). Null where a baseline is missing: such a game has no score.
 */
export function firstScore(
  baselines: readonly number[],
  levelActions: readonly number[],
): number | null {
  if (baselines.length === 0 || baselines.some((baseline) => baseline <= 0)) return null;
  return runScore(levelScores(baselines, levelActions, levelActions.length));
}
