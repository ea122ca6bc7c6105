import { createHash } from "node:crypto";
import { actionName } from "../game/action.ts";
import { lastGrid } from "../game/frame.ts";
import type { Step } from "../game/step.ts";
import type { Incident, LimiterSnapshot } from "../limiter/limiter.ts";
import { type GameEnding, isAdvice, type TimedEvent } from "../training/events.ts";
import { jsonAdvice } from "./json-advice.ts";

/**
 * An event as `--json` prints it. Names are part of the command line's promise; null for events
 * that are told inside others.
 */
export function jsonEvent(event: TimedEvent): Record<string, unknown> | null {
  const head = { type: event.type, t: event.t };
  if (isAdvice(event)) return { ...head, ...jsonAdvice(event) };
  switch (event.type) {
    case "run.started":
      return {
        ...head,
        run_id: event.runId,
        agent: event.agent,
        server: event.server,
        games: event.games.map((game) => game.gameId),
        max_actions: event.maxActions,
        max_minutes: event.maxMs === null ? null : event.maxMs / 60_000,
      };
    case "scorecard.opened":
      return { ...head, card_id: event.cardId };
    case "episode.started":
      return { ...head, game_id: event.gameId, episode: event.episode };
    case "step":
      return {
        ...head,
        game_id: event.gameId,
        episode: event.episode,
        ...jsonStep(event.step),
        actions: event.actions,
        ...(event.figures.states !== undefined && { states: event.figures.states }),
        ...(event.figures.mode !== undefined && { mode: event.figures.mode }),
      };
    case "level.completed":
      return { ...head, game_id: event.gameId, level: event.level, actions: event.actions };
    case "episode.ended":
      return {
        ...head,
        game_id: event.gameId,
        episode: event.episode,
        reason: event.reason,
        levels_completed: event.levelsCompleted,
        actions: event.actions,
      };
    case "game.ended":
      return null;
    case "limiter":
      return { ...head, ...jsonLimiter(event.snapshot) };
    case "limiter.stage":
      return { ...head, stage: event.stage, window_use: hundredths(event.windowUse) };
    case "incident":
      return { ...head, ...jsonIncident(event.incident) };
    case "error":
      return {
        ...head,
        game_id: event.gameId,
        code: event.code,
        message: event.message,
        next: event.next,
      };
    case "scorecard.closed":
      return { ...head, card_id: event.cardId, scorecard: event.scorecard?.raw ?? null };
    case "run.ended": {
      const scores = new Map(event.scorecard?.games.map((game) => [game.gameId, game.score]));
      return {
        ...head,
        reason: event.reason,
        card_id: event.cardId,
        scorecard: event.scorecard?.raw ?? null,
        games: event.games.map((game) => jsonEnding(game, scores.get(game.gameId) ?? 0)),
        limiter: jsonLimiter(event.limiter),
      };
    }
  }
}

const jsonEnding = (game: GameEnding, score: number) => ({
  game_id: game.gameId,
  levels_completed: game.levelsCompleted,
  win_levels: game.winLevels,
  actions: game.actions,
  resets: game.resets,
  episodes: game.episodes,
  best_score: score,
  reason: game.reason,
});

function jsonStep({ index, action, after, billed, levelCompleted }: Step) {
  return {
    step: index,
    action: actionName(action.id),
    ...(action.x === undefined ? {} : { x: action.x, y: action.y }),
    state: after.state,
    levels_completed: after.levelsCompleted,
    level_completed: levelCompleted,
    billed,
    frames: after.grids.length,
    // Names the settled picture, so that two runs can be compared without printing 4,096 cells.
    frame_hash: createHash("sha1").update(lastGrid(after).cells).digest("hex").slice(0, 16),
  };
}

/** A 429 in the field names of the command line. */
export const jsonIncident = (incident: Incident) => ({
  lane: incident.lane,
  at: new Date(incident.at).toISOString(),
  retry_after_ms: incident.retryAfterMs,
  last_minute: incident.lastMinute,
  in_flight: incident.inFlight,
  consecutive: incident.consecutive,
  wait_ms: Math.round(incident.waitMs),
});

/** The limiter's snapshot in the field names of the command line. */
export function jsonLimiter(snapshot: LimiterSnapshot) {
  return {
    requests: snapshot.requests,
    ok: snapshot.ok,
    limited: snapshot.limited,
    failed: snapshot.failed,
    retries: snapshot.retries,
    success_rate: snapshot.successRate,
    hit_rate: snapshot.hitRate,
    efficiency: snapshot.efficiency,
    last_minute: snapshot.lastMinute,
    last_second: snapshot.lastSecond,
    per_minute_limit: snapshot.perMinuteLimit,
    per_second_limit: snapshot.perSecondLimit,
    in_flight: snapshot.inFlight,
    queued: snapshot.queued,
    cooldown_ms: Math.round(snapshot.cooldownMs),
    consecutive_limited: snapshot.consecutiveLimited,
    throttle: hundredths(snapshot.throttle),
    window_use: hundredths(snapshot.windowUse),
    stage: snapshot.stage,
    wait_p50_ms: tenths(snapshot.waitMs.p50),
    wait_p95_ms: tenths(snapshot.waitMs.p95),
    wait_p99_ms: tenths(snapshot.waitMs.p99),
    wait_reasons: snapshot.waitReasons,
    response_p50_ms: tenths(snapshot.responseMs.p50),
    response_p95_ms: tenths(snapshot.responseMs.p95),
    response_p99_ms: tenths(snapshot.responseMs.p99),
    forecast_wait_ms: tenths(snapshot.forecast.waitMs),
    forecast_window_full_ms:
      snapshot.forecast.windowFullInMs && Math.round(snapshot.forecast.windowFullInMs),
    forecast_error_p50_ms: tenths(snapshot.forecastErrorMs.p50),
    forecast_error_p95_ms: tenths(snapshot.forecastErrorMs.p95),
    failures: snapshot.failures,
    lanes: snapshot.lanes,
    recommendation: snapshot.recommendation,
  };
}

/** Rounded down: what is less than all never reads as all. */
const hundredths = (share: number): number => Math.floor(share * 100) / 100;
const tenths = (ms: number): number => Math.round(ms * 10) / 10;
