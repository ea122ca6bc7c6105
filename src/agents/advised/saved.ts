import { z } from "zod";
import { tried } from "../../advice/record.ts";

const whole = z.number().int().nonnegative();
/** Nothing that an object has by itself. */
const runName = z.string().regex(/^(?!__proto__$)[\w-]{0,200}$/);

/** What a model has spent in one run; only that run changes it, so of two copies the larger one counts. */
const spent = z.object({ calls: whole, input: whole, cached: whole, output: whole });

/** Characters of `mem` as JSON: as much as the sandbox keeps (`sandbox/guest/capture`). */
export const MAX_MEMORY = 65_536;

/** What a model knew of a game at the end of a run: all that was there before, as that run left it. */
const head = z.object({
  run: runName,
  /** Counts how often the run has saved it. */
  seq: whole,
  /** From a file of somebody else's: nothing of it is taken for true, and none of its code runs. */
  isForeign: z.boolean(),
  notes: z.array(z.string().max(2_100)).max(500),
  /** Declarations by name, and `mem` as JSON. */
  kept: z.record(z.string().max(200), z.string().max(20_000)),
  memory: z.string().max(MAX_MEMORY),
  /** A script that makes the executable model. */
  model: z.exactOptional(z.string().max(20_000)),
  tried: z.array(tried).max(100),
});

const schema = z.object({
  version: z.literal(2),
  /** The explorer's own memory. */
  explorer: z.unknown(),
  /** What was never built upon: one, or those of runs that went on at the same time. */
  heads: z.array(head).max(100),
  /** By run, the latest `seq` that is known: what is no head any more was built upon. */
  seen: z.record(runName, whole),
  spent: z.record(runName, spent),
});

export type Spent = z.infer<typeof spent>;
export type Head = z.infer<typeof head>;
/** What is kept of a game between runs: the explorer's memory, and what a model made of the game. */
export type Saved = z.infer<typeof schema>;

/** Reads what an earlier run saved; undefined where it is damaged, or of another agent. */
export function readSaved(saved: unknown): Saved | undefined {
  const parsed = schema.safeParse(saved);
  return parsed.success ? parsed.data : undefined;
}
