import { z } from "zod";
import { CODES } from "./action-code.ts";

const count = z.number().int().nonnegative();
const key = z.string().regex(/^[0-9a-f]{16}$/);
const code = count.max(CODES - 1);

const tally = z.tuple([count, count, z.number().nonnegative(), count]);

const node = z.object({
  key,
  /** Missing when the state was not looked at yet. */
  hope: z.number().nonnegative().optional(),
  /** Code, result, code, result …; a result is a place in the list of nodes, DEATH or GOAL. */
  edges: z.array(z.number().int()),
});

const level = z.object({
  level: count.max(1000),
  /** 512 bytes, a bit per cell, in base64. */
  hidden: z.base64(),
  clicks: z.array(code),
  fineness: count,
  nodes: z.array(node),
  wins: z.array(z.array(z.tuple([key, code])).nonempty()),
});

/** What is stored of a game: plain JSON. `prior` holds signature, tries, effect, deaths. */
export const savedGameMemory = z.object({
  version: z.literal(1),
  prior: z.array(tally),
  levels: z.array(level),
});

/** See `savedGameMemory`. */
export type SavedGameMemory = z.infer<typeof savedGameMemory>;
/** One level of it. */
export type SavedLevel = SavedGameMemory["levels"][number];
