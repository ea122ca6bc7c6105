/**
 * The wire: what the ARC-AGI-3 REST API sends, read tolerantly (old and new field names, floats
 * where the specification says integers, unknown fields ignored) and within bounds: every number and
 * list of a reply has one. What play needs is refused where it is out of bounds; what only tells
 * more is then left out. `snake_case` ends in this file.
 */
import { z } from "zod";
import { MAX_LEVELS } from "../game/frame.ts";
import { GAME_ID_PATTERN } from "../game/game.ts";

/** Lists longer than any the API has reason to send; games and plays on a scorecard. */
const MAX_LIST = 1_000;
const MAX_GAMES = 10_000;
const MAX_PLAYS = 100_000;
/** Actions billed on a game, or plays of it: nobody has the time for more. */
const MAX_COUNT = 1e9;
/** Scores are 0–100, those of a level 0–115; the specification says 0–254 of some. */
const MAX_SCORE = 1_000;

/** A session's or a scorecard's: printed, sent back, and a part of file names, which end at 255 bytes. */
const id = z
  .string()
  .regex(/^[\x21-\x7e]{1,100}$/, "it is no id of up to 100 printable characters");
/**
 * A list whose length is looked at before what is in it: of each of a million wrong entries zod would
 * make a report.
 */
const listOf = <Item extends z.ZodType>(item: Item, most: number) =>
  z
    .custom<z.input<Item>[]>((value) => Array.isArray(value) && value.length <= most, {
      error: `it is no list of at most ${most}`,
      abort: true,
    })
    .pipe(z.array(item));
const levels = z.number().int().min(0).max(MAX_LEVELS);
const count = z.number().int().min(0).max(MAX_COUNT);
const score = z.number().min(0).max(MAX_SCORE);
/** Of each level; -1 stands for what is not known. */
const perLevel = listOf(z.number().min(-1).max(MAX_COUNT), MAX_LEVELS);

/** An error reply. The server may also answer with an HTML page, or without `message`. */
export const wireErrorSchema = z.object({
  error: z.string(),
  message: z.string().optional().catch(undefined),
});

/** One game of the list; `null` where what it tells beside its id cannot be used. */
export const wireGameSchema = z.object({
  game_id: z.string().regex(GAME_ID_PATTERN),
  title: z.string().nullish().catch(null),
  tags: listOf(z.string(), MAX_LIST).nullish().catch(null),
  default_fps: z.number().nullish().catch(null),
  /** Human baseline actions, one per level; the hosted API sends them, the toolkit server does not. */
  baseline_actions: listOf(z.number().min(0).max(MAX_COUNT), MAX_LEVELS).nullish().catch(null),
});
export type WireGame = z.infer<typeof wireGameSchema>;
/** Its games are read one by one. */
export const wireGamesSchema = z.array(z.unknown());

/** Goes into a header. */
export const wireAnonymousKeySchema = z.object({
  api_key: z.string().regex(/^[\x21-\x7e]{1,1000}$/),
});

export const wireCardOpenedSchema = z.object({ card_id: id });

/** A frame reply. Its pictures are read from the text by hand; what is left of them is not checked here. */
export const wireFrameSchema = z.object({
  game_id: z.string(),
  guid: z.union([z.literal(""), id]).nullish(),
  frame: z.unknown(),
  state: z.string(),
  levels_completed: levels.nullish(),
  win_levels: levels.nullish(),
  /** Names of 2025. */
  score: levels.nullish(),
  win_score: levels.nullish(),
  action_input: z
    .object({
      id: z.union([z.number(), z.string()]),
      data: z.object({ x: z.unknown().optional(), y: z.unknown().optional() }).nullish(),
      reasoning: z.unknown().optional(),
    })
    .nullish()
    .catch(null),
  available_actions: listOf(z.unknown(), MAX_LIST).nullish(),
  full_reset: z.boolean().nullish().catch(null),
});
export type WireFrame = z.infer<typeof wireFrameSchema>;

export const wireRunSchema = z.looseObject({
  guid: z.string().nullish(),
  score,
  levels_completed: levels,
  actions: count,
  resets: count.nullish(),
  state: z.string().nullish(),
  completed: z.boolean().nullish(),
  level_scores: perLevel.nullish().catch(null),
  level_actions: perLevel.nullish().catch(null),
  level_baseline_actions: perLevel.nullish().catch(null),
  message: z.string().nullish().catch(null),
});
export type WireRun = z.infer<typeof wireRunSchema>;

export const wireEnvironmentSchema = z.looseObject({
  id: z.string(),
  runs: listOf(wireRunSchema, MAX_PLAYS),
  score,
  actions: count,
  levels_completed: levels,
  completed: z.boolean().nullish().catch(null),
  level_count: levels.nullish().catch(null),
  resets: count.nullish(),
});
export type WireEnvironment = z.infer<typeof wireEnvironmentSchema>;

export const wireScorecardSchema = z.looseObject({
  card_id: z.string(),
  score,
  source_url: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  opaque: z.unknown().optional(),
  competition_mode: z.boolean().nullish(),
  environments: z.array(wireEnvironmentSchema),
  tags_scores: z.array(z.looseObject({ id: z.string(), score: z.number() })).nullish(),
  total_environments_completed: z.number().nullish(),
  total_environments: z.number().nullish(),
  total_levels_completed: z.number().nullish(),
  total_levels: z.number().nullish(),
  total_actions: z.number().nullish(),
});
export type WireScorecard = z.infer<typeof wireScorecardSchema>;

/** What must be there for a scorecard to be shown; its games are read one by one. */
export const wireReadableCardSchema = z.looseObject({
  score: score.nullish().catch(null),
  environments: listOf(z.unknown(), MAX_GAMES),
});

/** A game on a scorecard of 2025: each list has an entry for each play. */
export const wireOldGameSchema = z.object({
  total_actions: count,
  scores: listOf(levels, MAX_PLAYS),
  states: listOf(z.string(), MAX_PLAYS),
  actions: listOf(count, MAX_PLAYS),
  resets: listOf(count, MAX_PLAYS),
});
export type WireOldGame = z.infer<typeof wireOldGameSchema>;

/** A scorecard of 2025. Its `score` counts levels, so it is no RHAE. */
export const wireOldCardSchema = z.looseObject({
  cards: z
    .record(z.string(), z.unknown())
    .refine((cards) => Object.keys(cards).length <= MAX_GAMES, "it has too many games"),
});
