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

/** A game's place on a card; a competition card also lists games nobody played. */
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
    level_count: game.levelCount,
    resets: sum((run) => run.resets),
  };
}

function describeRun({ baselines, levelCount }: ArcadeGame, run: Run): WireRun {
  const actions = actionsPerLevel(run.levelEnds, run.actions, levelCount);
  const completed = run.levelEnds.length;
  const scores = levelScores(baselines, actions, completed);
  const facts = {
    guid: run.guid,
    levels_completed: completed,
    actions: run.actions,
    resets: run.resets,
    state: run.state,
    completed: run.state === "WIN",
    level_actions: actions,
  };
  const unscored = (message: string): WireRun => ({
    ...facts,
    score: 0,
    level_scores: actions.map(() => 0),
    level_baseline_actions: actions.map(() => -1),
    message,
  });
  if (baselines.length === 0) {
    return unscored("Human baseline actions are not available for this environment");
  }
  if (completed > baselines.length) return unscored("Human baseline actions size mismatch");
  return {
    ...facts,
    score: runScore(scores),
    level_scores: scores,
    level_baseline_actions: [...baselines],
  };
}

/** For each tag of the games the mean over their best runs: most levels, the first of equals. */
function describeTags(games: readonly CardGame[]) {
  const byTag = new Map<string, { game: ArcadeGame; best: WireRun }[]>();
  for (const { game, runs } of games) {
    const [first, ...others] = runs.map((run) => describeRun(game, run));
    if (!first) continue;
    const best = others.reduce(
      (top, run) => (run.levels_completed > top.levels_completed ? run : top),
      first,
    );
    for (const tag of new Set(game.tags)) {
      byTag.set(tag, [...(byTag.get(tag) ?? []), { game, best }]);
    }
  }
  return [...byTag].map(([tag, members]) => {
    const sum = (of: (member: (typeof members)[number]) => number) =>
      members.reduce((total, member) => total + of(member), 0);
    return {
      id: tag,
      score: meanScore(members.map(({ best }) => best.score)),
      levels_completed: sum(({ best }) => best.levels_completed),
      actions: sum(({ best }) => best.actions),
      number_of_levels: sum(({ game }) => game.levelCount),
      number_of_environments: members.length,
    };
  });
}
