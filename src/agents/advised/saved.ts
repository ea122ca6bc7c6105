import { z } from "zod";

/** What is kept of a game between runs: the explorer's memory, and what the model made of it. */
export const savedSchema = z.object({
  version: z.literal(1),
  explorer: z.unknown(),
  notes: z.array(z.string().max(2_000)).max(500),
  kept: z.record(z.string(), z.string().max(20_000)),
  memory: z.string().max(65_536),
  model: z.string().max(20_000).optional(),
});

export type Saved = z.infer<typeof savedSchema>;

/** Reads what an earlier run saved; undefined where it is damaged, or of another agent. */
export function readSaved(saved: unknown): Saved | undefined {
  const parsed = savedSchema.safeParse(saved);
  return parsed.success ? parsed.data : undefined;
}
