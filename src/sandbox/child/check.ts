import { z } from "zod";
import type { Call, RunResult, SandboxState } from "../protocol.ts";

// What comes from a sandbox is data of a stranger.

/** Actions of one `explore`. */
const MAX_EXPLORE = 200;

const callSchema = z.union([
  z.object({
    name: z.literal("act"),
    action: z.string().max(40),
    hasExpectation: z.boolean(),
    index: z.number().int().min(0),
    of: z.number().int().min(1),
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

const stateShape = {
  kept: z.record(z.string(), text),
  memory: text,
  model: z
    .object({
      isAccepted: z.boolean(),
      isSure: z.boolean(),
      hits: count,
      steps: count,
      source: text,
    })
    .exactOptional(),
};
const stateSchema = z.object(stateShape);

const resultSchema = z.object({
  ...stateShape,
  output: text,
  error: text.exactOptional(),
  notes: z.array(text).max(100),
  surprises: z.array(text).max(100),
  isSpent: z.boolean(),
});

/** A state as it may be believed; undefined where it is none. */
export const checkState = (given: unknown): SandboxState | undefined =>
  stateSchema.safeParse(given).data;

/** The same of an outcome. */
export const checkResult = (given: unknown): RunResult | undefined =>
  resultSchema.safeParse(given).data;
