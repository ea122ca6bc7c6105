/**
 * The wire: what the ARC-AGI-3 REST API sends, read tolerantly (old and new field names, floats
 * where the specification says integers, unknown fields ignored). `snake_case` ends in this file.
 */
import { z } from "zod";

/** An error reply. The server may also answer with an HTML page, or without `message`. */
export const wireErrorSchema = z.object({ error: z.string(), message: z.string().optional() });

export const wireGameSchema = z.object({
  // Printed, sent back and used in file names.
  game_id: z.string().regex(/^[\x21-\x7e]+$/),
  title: z.string().optional(),
  tags: z.array(z.string()).nullish(),
  default_fps: z.number().nullish(),
  /** Human baseline actions, one per level; the hosted API sends them, the toolkit server does not. */
  baseline_actions: z.array(z.number()).nullish(),
});
export type WireGame = z.infer<typeof wireGameSchema>;
export const wireGamesSchema = z.array(wireGameSchema);

export const wireAnonymousKeySchema = z.object({ api_key: z.string().min(1) });

export const wireCardOpenedSchema = z.object({ card_id: z.string().min(1) });

/** A frame reply. Its pictures are read from the text by hand; what is left of them is not checked here. */
export const wireFrameSchema = z.object({
  game_id: z.string(),
  guid: z.string().nullish(),
  frame: z.unknown(),
  state: z.string(),
  levels_completed: z.number().optional(),
  win_levels: z.number().optional(),
  /** Names of 2025. */
  score: z.number().optional(),
  win_score: z.number().optional(),
  action_input: z
    .object({
      id: z.union([z.number(), z.string()]),
      data: z.record(z.string(), z.unknown()).nullish(),
      reasoning: z.unknown().optional(),
    })
    .nullish(),
  available_actions: z.array(z.number()).nullish(),
  full_reset: z.boolean().nullish(),
});
export type WireFrame = z.infer<typeof wireFrameSchema>;

export const wireRunSchema = z.looseObject({
  guid: z.string().optional(),
  score: z.number(),
  levels_completed: z.number(),
  actions: z.number(),
  resets: z.number().nullish(),
  state: z.string().nullish(),
  completed: z.boolean().nullish(),
  level_scores: z.array(z.number()).nullish(),
  level_actions: z.array(z.number()).nullish(),
  level_baseline_actions: z.array(z.number()).nullish(),
  message: z.string().nullish(),
});
export type WireRun = z.infer<typeof wireRunSchema>;

export const wireEnvironmentSchema = z.looseObject({
  id: z.string(),
  runs: z.array(wireRunSchema),
  score: z.number(),
  actions: z.number(),
  levels_completed: z.number(),
  completed: z.boolean().nullish(),
  level_count: z.number().nullish(),
  resets: z.number().nullish(),
});
export type WireEnvironment = z.infer<typeof wireEnvironmentSchema>;

export const wireScorecardSchema = z.looseObject({
  card_id: z.string(),
  score: z.number(),
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
