import { describeAction } from "../game/action.ts";
import type { Game } from "../game/game.ts";
import type { Scorecard } from "../game/scorecard.ts";
import { type EventSink, isAdvice, type TimedEvent } from "../training/events.ts";
import { NO_ADVICE, withAdvice } from "./advice-figures.ts";
import { EMPTY_RUN, type GameSnapshot, type RunSnapshot } from "./run-snapshot.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Follows a run's events. */
export interface RunTracker extends EventSink {
  snapshot(): RunSnapshot;
}

export function createRunTracker(): RunTracker {
  const games = new Map<string, Writable<GameSnapshot>>();
  const run: Writable<RunSnapshot> = { ...EMPTY_RUN };
  return {
    write(event) {
      run.elapsedMs = event.t;
      applyToRun(run, event);
      if (event.type === "run.started") {
        for (const game of event.games) games.set(game.gameId, notBegun(game));
      } else if (event.type === "scorecard.closed" && event.scorecard) {
        addScores(games, event.scorecard);
      } else if (event.type === "run.ended") {
        // Those that were never begun have no ending of their own, and a bill may have been settled late.
        for (const { gameId, reason, actions } of event.games) {
          const game = games.get(gameId);
          if (!game) continue;
          game.reason ??= reason;
          game.actions = actions;
        }
      } else {
        const game = games.get(gameOf(event) ?? "");
        if (game) applyToGame(game, event);
      }
    },
    close() {},
    snapshot: () => ({ ...run, games: [...games.values()].map((game) => ({ ...game })) }),
  };
}

const notBegun = (game: Game): Writable<GameSnapshot> => ({
  gameId: game.gameId,
  title: game.title,
  levels: 0,
  bestLevels: 0,
  winLevels: game.baselines.length,
  actions: 0,
  episode: 0,
  lastAction: null,
  figures: {},
  advice: null,
  levelActions: [],
  baselines: game.baselines,
  score: null,
  reason: null,
});

function applyToRun(run: Writable<RunSnapshot>, event: TimedEvent): void {
  switch (event.type) {
    case "run.started":
      run.runId = event.runId;
      run.agent = event.agent;
      run.server = event.server;
      run.maxActions = event.maxActions;
      run.maxMs = event.maxMs;
      return;
    case "scorecard.opened":
      run.cardId = event.cardId;
      return;
    case "scorecard.closed":
      run.score = event.scorecard?.score ?? null;
      return;
    case "limiter":
      run.limiter = event.snapshot;
      return;
    case "run.ended":
      run.limiter = event.limiter;
      run.reason = event.reason;
  }
}

function gameOf(event: TimedEvent): string | null {
  if (event.type === "game.ended") return event.ending.gameId;
  return "gameId" in event ? event.gameId : null;
}

function applyToGame(game: Writable<GameSnapshot>, event: TimedEvent): void {
  switch (event.type) {
    case "episode.started":
      game.episode = event.episode;
      return;
    case "step":
      game.levels = event.step.after.levelsCompleted;
      game.bestLevels = Math.max(game.bestLevels, game.levels);
      game.winLevels = event.step.after.winLevels;
      game.actions = event.actions;
      game.lastAction = describeAction(event.step.action);
      game.figures = event.figures;
      return;
    case "level.completed":
      // A later play may finish the level again; the table shows the first time.
      if (event.level === game.levelActions.length + 1) {
        game.levelActions = [...game.levelActions, event.actions];
      }
      return;
    case "game.ended":
      game.actions = event.ending.actions;
      game.reason = event.ending.reason;
      return;
    default:
      if (isAdvice(event)) game.advice = withAdvice(game.advice ?? NO_ADVICE, event, event.t);
  }
}

/** The card knows what only the server knows: scores, and baselines that no list told. */
function addScores(games: Map<string, Writable<GameSnapshot>>, scorecard: Scorecard): void {
  for (const result of scorecard.games) {
    const game = games.get(result.gameId);
    if (!game) continue;
    game.score = result.score;
    const told = result.plays.find((play) => play.levelBaselines.some((actions) => actions > 0));
    if (game.baselines.length === 0 && told) game.baselines = told.levelBaselines;
  }
}
