import type { Incident } from "../limiter/limiter.ts";
import { jsonAdviceFigures } from "./json-advice.ts";
import { jsonIncident, jsonLimiter } from "./json-event.ts";
import type { StoredRun } from "./run-table.ts";

/** A stored run as `stats --json` prints it. */
export const jsonRun = (
  { pid, startedAt, updatedAt, snapshot, missing }: StoredRun,
  state: string,
  incidents: readonly Incident[],
) => ({
  run_id: snapshot.runId,
  pid,
  started_at: new Date(startedAt).toISOString(),
  updated_at: new Date(updatedAt).toISOString(),
  state,
  // What another version of arc-train did not store: shown as 0, or as what says nothing.
  missing,
  agent: snapshot.agent,
  server: snapshot.server,
  card_id: snapshot.cardId,
  elapsed_ms: snapshot.elapsedMs,
  score: snapshot.score,
  games: snapshot.games.map((game) => ({
    game_id: game.gameId,
    levels_completed: game.bestLevels,
    win_levels: game.winLevels,
    actions: game.actions,
    episodes: game.episode,
    score: game.score,
    reason: game.reason,
    advice: game.advice && jsonAdviceFigures(game.advice),
  })),
  limiter: snapshot.limiter && jsonLimiter(snapshot.limiter),
  incidents: incidents.map(jsonIncident),
});
