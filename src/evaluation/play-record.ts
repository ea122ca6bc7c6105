import { z } from "zod";

const count = z.number().int().nonnegative();
const score = z.number().nullable();

/** One line of a result file, its names in camel case. Each line tells all there is to its play. */
export const playRecordSchema = z.object({
  type: z.literal("play"),
  /** The name or path that `--agent` had. */
  agent: z.string(),
  /** Another one, another program: scores of the two must not be mixed. */
  agentVersion: z.string(),
  gameId: z.string(),
  seed: z.number().int(),
  /** Counts from 1; later ones begin with what the earlier ones learned. */
  session: z.number().int().positive(),
  sessions: z.number().int().positive(),
  /** The action budget. */
  maxActions: z.number().int().positive(),
  /** The limit of wall time; null without one, as in files from before there was one. */
  maxMinutes: z.number().positive().nullable().default(null),
  server: z.string(),
  cardId: z.string().nullable(),
  /** Why it ended; `error`: it could not be played to its end. */
  reason: z.enum(["budget", "target", "time", "interrupted", "error", "episodes"]),
  /** The most levels completed in one play of the game. */
  levelsCompleted: count,
  /** 0 where no frame told. */
  winLevels: count,
  /** Actions billed on each level until it was completed the first time. */
  levelActions: z.array(count),
  /** What a good human needed for each level; empty where the server does not tell. */
  baselines: z.array(z.number()),
  /** RHAE 0–100 of the first completions; null without baselines. */
  firstScore: score,
  /** RHAE 0–100 of the best play of the game, as the server's scorecard has it; null where it told none. */
  bestScore: score,
  /** As billed. */
  actions: count,
  resets: count,
  episodes: count,
  /** Distinct settled pictures seen. */
  states: count,
  /** Times the game came to GAME_OVER. */
  deaths: count,
  /**
   * Actions, RESETs aside, whose picture before is known, and those of them that left
   * picture, levels and state as they were.
   */
  comparedSteps: count,
  idleSteps: count,
  /** CPU time of the agent's choose and observe per step, nearest rank. */
  cpuMs: z.object({ p50: z.number(), p99: z.number() }),
  wallMs: z.number().nonnegative(),
  /** What failed on the way, in words, at most a few. */
  failures: z.array(z.string()),
});

/** What one play came to: one agent on one game with one seed, on a scorecard of its own. */
export type PlayRecord = Readonly<z.infer<typeof playRecordSchema>>;
