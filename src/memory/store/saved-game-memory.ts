import { z } from "zod";
import { CODES } from "../../game/action-code.ts";
import { GOAL } from "../map/state-graph.ts";

/** Far above what a run stores; a file may come from anywhere. */
export const MAX_NODES = 100_000;
const MAX_SIGNATURES = 20_000;
export const MAX_RUNS = 10_000;
/** Levels, each in as many variants as there are masks. */
export const MAX_LEVELS = 1_000;
const MAX_STEPS = 10_000;
const MAX_COUNT = 1e12;

const count = z.number().int().nonnegative();
const key = z.string().regex(/^[0-9a-f]{16}$/);
const code = count.max(CODES - 1);
const tries = count.max(MAX_COUNT);

const tallies = z
  .array(z.tuple([count, tries, z.number().nonnegative().max(MAX_COUNT), tries]))
  .max(MAX_SIGNATURES);

const node = z.object({
  key,
  /** The frontier value, under its stored name; missing when the state was not looked at yet. */
  hope: z.number().nonnegative().optional(),
  /** Code, result, code, result …; a result is a place in the list of nodes, DEATH or GOAL. */
  edges: z
    .array(z.number().int())
    .max(2 * CODES)
    .refine(({ length }) => length % 2 === 0),
});

const nodes = z
  .array(node)
  .max(MAX_NODES)
  .refine((list) => new Set(list.map((one) => one.key)).size === list.length, "a key twice")
  .refine(
    (list) =>
      list.every(({ edges }) =>
        edges.every((value, at) =>
          at % 2 === 0 ? value >= 0 && value < CODES : value >= GOAL && value < list.length,
        ),
      ),
    "an edge to nowhere",
  );

const routes = z
  .array(
    z
      .array(z.tuple([key, code]))
      .nonempty()
      .max(MAX_STEPS),
  )
  .max(100);

const level = z.object({
  level: count.max(1000),
  /** 512 bytes, a bit per cell, in base64. */
  hidden: z.base64().length(684),
  clicks: z.array(code).max(CODES),
  /** The click resolution, under its stored name. */
  fineness: count.max(100),
  nodes,
  wins: routes,
  /** The transferred routes, under their stored name. */
  leads: routes.default([]),
});

const experience = z.object({
  run: z.string().max(100),
  actions: tries,
  /** Signature, tries, effect, deaths. */
  tallies,
});

const levels = z.array(level).max(MAX_LEVELS);

/** Before runs were told apart. */
const first = z
  .object({ version: z.literal(1), prior: tallies, levels })
  .transform(({ prior, levels }) => ({
    version: 2 as const,
    experience: [
      {
        run: "before",
        // The most general signatures are those of every action of a kind.
        actions: prior.reduce((most, [, tries]) => Math.max(most, tries), 0),
        tallies: prior,
      },
    ],
    levels,
  }));

const second = z.object({
  version: z.literal(2),
  experience: z.array(experience).max(MAX_RUNS),
  /** A level may be there several times, with different masks. */
  levels,
});

/** What is stored of a game: plain JSON. That of version 1 is read as of version 2. */
const savedGameMemory = z.union([second, first]);

/** See `readSavedGameMemory`. */
export type SavedGameMemory = z.infer<typeof second>;
/** One level of it. */
export type SavedLevel = SavedGameMemory["levels"][number];
/** One run's part of it. */
export type SavedExperience = SavedGameMemory["experience"][number];

/** What is stored of a game, checked whole; undefined where it is damaged or something else. */
export function readSavedGameMemory(saved: unknown): SavedGameMemory | undefined {
  try {
    return savedGameMemory.safeParse(saved).data;
  } catch (error) {
    // Of a hundred thousand faults zod cannot make one report.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
