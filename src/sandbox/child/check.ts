import { z } from "zod";
import type { Call, RunResult } from "../protocol.ts";

// What comes from a sandbox is data of a stranger.

/** Actions of one `explore`. */
const MAX_EXPLORE = 200;

const callSchema = z.union([
  z.object({
    name: z.literal("act"),
    action: z.string().max(40),
    hasExpectation: z.boolean(),
  }),
  z.object({ name: z.literal("explore"), actions: z.number().int().min(1).max(MAX_EXPLORE) }),
]);

/** A call as it may be answered; else why it may not. */
export function checkCall(given: unknown): Call | string {
  const parsed = callSchema.safeParse(given);
  return parsed.success
    ? parsed.data
    : `an action is a text such as "1" or "6:12,40"; explore takes 1 to ${MAX_EXPLORE} actions`;
}

const MAX_TEXT = 200_000;
const text = z.string().max(MAX_TEXT);
const count = z.number().int().min(0);

const resultSchema = z.object({
  output: text,
  error: text.optional(),
  notes: z.array(text).max(100),
  kept: z.record(z.string(), text),
  memory: text,
  model: z.object({ isAccepted: z.boolean(), hits: count, steps: count, source: text }).optional(),
  isSpent: z.boolean(),
});

/** An outcome as it may be believed; undefined where it is none. */
export function checkResult(given: unknown): RunResult | undefined {
  const { data } = resultSchema.safeParse(given);
  if (!data) return undefined;
  const { error, model, ...rest } = data;
  return { ...rest, ...(error !== undefined && { error }), ...(model && { model }) };
}
