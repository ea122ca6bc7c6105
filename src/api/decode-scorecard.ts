import { parseJson } from "../base/json.ts";
import type { GameResult, PlayResult, Scorecard } from "../game/scorecard.ts";
import { type WireEnvironment, type WireRun, wireScorecardSchema } from "./schemas.ts";

/** Reads a scorecard; throws a ZodError that says what is wrong with it. */
export function decodeScorecard(body: string): Scorecard {
  // Cards of 2025 told the key they belong to; it goes no further.
  const { api_key: _, ...wire } = wireScorecardSchema.parse(parseJson(body));
  return {
    cardId: wire.card_id,
    score: wire.score,
    games: wire.environments.map(decodeGame),
    raw: wire,
  };
}

const decodeGame = (wire: WireEnvironment): GameResult => ({
  gameId: wire.id,
  score: wire.score,
  levelsCompleted: wire.levels_completed,
  levelCount: wire.level_count ?? 0,
  actions: wire.actions,
  resets: wire.resets ?? 0,
  plays: wire.runs.map(decodePlay),
});

const decodePlay = (wire: WireRun): PlayResult => ({
  guid: wire.guid ?? "",
  score: wire.score,
  levelsCompleted: wire.levels_completed,
  actions: wire.actions,
  resets: wire.resets ?? 0,
  state: wire.state ?? "",
  levelActions: wire.level_actions ?? [],
  levelBaselines: wire.level_baseline_actions ?? [],
});
