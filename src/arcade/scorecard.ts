import type { WireEnvironment, WireRun, WireScorecard } from "../api/schemas.ts";
import {
  actionsPerLevel,
  environmentScore,
  levelScores,
  meanScore,
  runScore,
} from "../game/rhae.ts";
import type { ArcadeGame } from "./game.ts";
import type { Run } from "./play.ts";

/** A game's place on a card, with one run at least. */
interface CardGame {
  readonly game: ArcadeGame;
  readonly runs: readonly Run[];
}

/** What a card says of itself. Times are wall time in milliseconds. */
export interface CardFacts {
  readonly id: string;
  readonly tags: readonly string[];
  readonly sourceUrl: string | undefined;
  readonly opaque: unknown;
  readonly competition: boolean;
  readonly openedAt: number;
  readonly lastUpdateAt: number;
  readonly closedAt?: number;
}

/** The scorecard as the API shows it: every number follows from the runs of `games`. */
export function describeCard(facts: CardFacts, games: readonly CardGame[]): WireScorecard {
  const environments = games.map(describeGame);
  const count = (of: (environment: WireEnvironment) => number) =>
    environments.reduce((sum, environment) => sum + of(environment), 0);
  return {
    card_id: facts.id,
    score: meanScore(environments.map((environment) => environment.score)),
    ...(facts.sourceUrl !== undefined && { source_url: facts.sourceUrl }),
    tags: [...facts.tags],
    ...(facts.opaque !== undefined && { opaque: facts.opaque }),
    ...(facts.competition && { competition_mode: true }),
    environments,
    tags_scores: describeTags(games),
    open_at: new Date(facts.openedAt).toISOString(),
    last_update: new Date(facts.lastUpdateAt).toISOString(),
    ...(facts.closedAt !== undefined && {
      published_at: new Date(facts.closedAt).toISOString(),
    }),
    total_environments_completed: count((environment) => (environment.completed ? 1 : 0)),
    total_environments: environments.length,
    total_levels_completed: count((environment) => environment.levels_completed),
    total_levels: count((environment) => environment.level_count ?? 0),
    total_actions: count((environment) => environment.actions),
  };
}

function describeGame({ game, runs: played }: CardGame): WireEnvironment {
  const runs = played.map((run) => describeRun(game, run));
  const sum = (of: (run: Run) => number) => played.reduce((total, run) => total + of(run), 0);
  return {
    id: game.id,
    runs,
    score: environmentScore(runs.map((run) => run.score)),
    actions: sum((run) => run.actions),
    levels_completed: Math.max(0, ...runs.map((run) => run.levels_completed)),
    completed: runs.some((run) => run.completed),
    level_count: Math.max(...runs.map((run) => run.level_scores?.length ?? 0)),
    resets: sum((run) => run.resets),
  };
}

function describeRun({ id, baselines }: ArcadeGame, run: Run): WireRun {
  const completed = run.levelEnds.length;
  const facts = {
    id,
    guid: run.guid,
    levels_completed: completed,
    actions: run.actions,
    resets: run.resets,
    state: run.state,
    completed: run.state === "WIN",
  };
  const whyUnscored =
    baselines.length === 0
      ? "Human baseline actions are not available for this environment"
      : completed > baselines.length
        ? "Human baseline actions size mismatch"
        : null;
  if (whyUnscored !== null) return { ...facts, ...unscoredLevels(run), message: whyUnscored };
  const actions = actionsPerLevel(run.levelEnds, run.actions, baselines.length);
  const scores = levelScores(baselines, actions, completed);
  return {
    ...facts,
    score: runScore(scores),
    level_scores: scores,
    level_actions: actions,
    level_baseline_actions: [...baselines],
  };
}

/** Without baselines only the levels that were reached are told, and a field that says nothing. */
function unscoredLevels({ levelEnds, actions, state }: Run) {
  const reached = levelEnds.length + (state === "WIN" ? 0 : 1);
  return {
    score: 0,
    level_scores: Array<number>(reached).fill(0),
    level_actions: actionsPerLevel(levelEnds, actions, reached),
    level_baseline_actions: Array<number>(reached).fill(-1),
    number_of_environments: 0,
  };
}

/**
 * For each tag of the games the levels of their best runs, taken together. The best run has most levels,
 * and is the first of equals; one that is not scored has no part.
 */
function describeTags(games: readonly CardGame[]) {
  const byTag = new Map<string, WireRun[]>();
  for (const { game, runs } of games) {
    const best = bestRun(runs);
    const described = best && describeRun(game, best);
    if (!described || described.message !== undefined) continue;
    for (const tag of new Set(game.tags)) byTag.set(tag, [...(byTag.get(tag) ?? []), described]);
  }
  return [...byTag].map(([id, runs]) => {
    const scores = runs.map((run) => run.level_scores ?? []);
    const sum = (of: (run: WireRun) => number) => runs.reduce((total, run) => total + of(run), 0);
    return {
      id,
      score: runScore(...scores),
      levels_completed: sum((run) => run.levels_completed),
      actions: sum((run) => run.actions),
      number_of_levels: scores.flat().length,
      number_of_environments: runs.length,
    };
  });
}

const bestRun = ([first, ...others]: readonly Run[]): Run | undefined =>
  first &&
  others.reduce((best, run) => (run.levelEnds.length > best.levelEnds.length ? run : best), first);
