/**
 * RHAE, relative human action efficiency: how ARC-AGI-3 scores play, 0–100.
 *
 * Source: the scoring page of docs.arcprize.org and the `arc_agi` toolkit since 0.9.7 (squared, level
 * weighted, capped per level and per game). Levels weigh their number: the third counts three times
 * the first.
 */

/** No level scores more, however few actions it took. */
const LEVEL_CAP = 115;

/** The score of a finished level, 0–115: `baseline` is what a good human needed. 0 without actions. */
export function levelScore(baseline: number, actions: number): number {
  return actions > 0 ? Math.min((baseline / actions) ** 2 * 100, LEVEL_CAP) : 0;
}

/**
 * Splits a run's actions by level. `levelEnds[i]` is how many actions the run had been billed when it
 * finished level i, that level's last action included; `actions` is the run's total. The first
 * unfinished level gets the rest, later ones 0. The result has `levels` entries.
 */
export function actionsPerLevel(
  levelEnds: readonly number[],
  actions: number,
  levels: number,
): number[] {
  const ends = [...levelEnds, actions];
  return Array.from({ length: levels }, (_, level) => {
    const end = ends[level];
    return end === undefined ? 0 : end - (ends[level - 1] ?? 0);
  });
}

/** The score of each level of a run, 0 for unfinished ones. One entry per baseline. */
export function levelScores(
  baselines: readonly number[],
  levelActions: readonly number[],
  levelsCompleted: number,
): number[] {
  return baselines.map((baseline, level) =>
    level < levelsCompleted ? levelScore(baseline, levelActions[level] ?? 0) : 0,
  );
}

/**
 * The score of runs from the scores of all their games' levels, a list per run, 0–100: the weighted mean of
 * all, but never more than the weight of the levels that scored, so that a swift start cannot stand for
 * the rest. Several runs make the score of a tag.
 */
export function runScore(...runs: readonly (readonly number[])[]): number {
  let sum = 0;
  let weights = 0;
  let unlocked = 0;
  for (const [level, score] of runs.flatMap((scores) => [...scores.entries()])) {
    const weight = level + 1;
    sum += weight * score;
    weights += weight;
    if (score > 0) unlocked += weight;
  }
  return weights === 0 ? 0 : Math.min(sum, 100 * unlocked) / weights;
}

/** The score of a game: its best run. 0 without runs. */
export const environmentScore = (runScores: readonly number[]): number => Math.max(0, ...runScores);

/** The mean of `scores`; 0 of none. A card's score is that of its games. */
export const meanScore = (scores: readonly number[]): number =>
  scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
