import type { GameResult, PlayResult, Scorecard } from "../game/scorecard.ts";
import { parseReply } from "./parse-reply.ts";
import {
  type WireEnvironment,
  type WireOldGame,
  type WireRun,
  wireEnvironmentSchema,
  wireOldCardSchema,
  wireOldGameSchema,
  wireReadableCardSchema,
} from "./schemas.ts";

/**
 * Reads a scorecard, of today or of 2025: every game that can be read, and how many cannot. Throws an
 * Error that says what is wrong where it is no scorecard at all.
 */
export function decodeScorecard(body: string): Scorecard {
  const reply = parseReply(body);
  const old = wireOldCardSchema.safeParse(reply).data;
  if (old) {
    const { api_key: _, ...raw } = old;
    const games = Object.entries(old.cards).map(([gameId, card]) => {
      const { data } = wireOldGameSchema.safeParse(card);
      return data && decodeOldGame(gameId, data);
    });
    return { score: null, raw, ...readable(games) };
  }
  // Cards of 2025 told the key they belong to; it goes no further.
  const { api_key: _, ...raw } = wireReadableCardSchema.parse(reply);
  const games = raw.environments.map((wire) => {
    const { data } = wireEnvironmentSchema.safeParse(wire);
    return data && decodeGame(data);
  });
  return { score: raw.score ?? null, raw, ...readable(games) };
}

function readable(all: readonly (GameResult | undefined)[]) {
  const games = all.filter((game) => game !== undefined);
  return { games, unreadableGames: all.length - games.length };
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

/** In 2025 a play's score was the number of its levels. */
function decodeOldGame(gameId: string, wire: WireOldGame): GameResult {
  const plays = wire.scores.map((levelsCompleted, play) => ({
    guid: "",
    score: null,
    levelsCompleted,
    actions: wire.actions[play] ?? 0,
    resets: wire.resets[play] ?? 0,
    state: wire.states[play] ?? "",
    levelActions: [],
    levelBaselines: [],
  }));
  return {
    gameId,
    score: null,
    levelsCompleted: plays.reduce((most, play) => Math.max(most, play.levelsCompleted), 0),
    levelCount: 0,
    actions: wire.total_actions,
    resets: plays.reduce((sum, { resets }) => sum + resets, 0),
    plays,
  };
}
