import { z } from "zod";
import { didYouMean } from "../../base/did-you-mean.ts";
import { UsageError } from "../../base/errors.ts";
import { rulesFor } from "./pace.ts";
import type { Rules } from "./rules.ts";

export type ProfileName = "arc" | "model";

/** The limits of a service, under a name. */
export const PROFILES: Readonly<Record<ProfileName, Rules>> = {
  /** The ARC API at its documented delays. */
  arc: rulesFor("api"),
  /** A language model with limits on tokens; 1.33 s is the seed's 1.2 s and a tenth, rounded up. */
  model: {
    ...rulesFor("off"),
    perMinute: 50,
    inputTokensPerMinute: 40_000,
    outputTokensPerMinute: 8_000,
    reserve: 0.15,
    sendGapMs: 1_330,
    // Answers take long, and one given up too early would be counted too short.
    timeoutMs: 120_000,
    backoff: { baseMs: 60_000, maxMs: 60_000, minMs: 60_000, jitter: 0.1 },
  },
};

const count = (most: number) => z.number().int().min(1).max(most);

const profileFile = z.strictObject({
  limits: z.strictObject({
    rpm: count(1_000_000),
    itpm: count(1_000_000_000),
    otpm: count(1_000_000_000),
  }),
  safety: z.strictObject({
    margin: z.number().min(0).max(0.9),
    cooldown: z.number().min(0).max(3_600),
  }),
});

/**
 * Reads `{limits: {rpm, itpm, otpm}, safety: {margin, cooldown}}`: requests and tokens per minute, the
 * share reserved for critical requests (0–0.9) and the seconds of rest after a 429 (0–3600). Requests
 * are spaced by a tenth more than 1 ÷ rpm. Throws a UsageError that names the field and its range.
 */
export function profileFromJson(json: unknown): Rules {
  const parsed = profileFile.safeParse(json);
  if (!parsed.success) {
    throw new UsageError(`limits: ${faultOf(parsed.error)}`, { cause: parsed.error });
  }
  const { limits, safety } = parsed.data;
  const cooldownMs = safety.cooldown * 1_000;
  const { backoff } = PROFILES.model;
  return {
    ...PROFILES.model,
    perMinute: limits.rpm,
    inputTokensPerMinute: limits.itpm,
    outputTokensPerMinute: limits.otpm,
    reserve: safety.margin,
    sendGapMs: Math.ceil((60_000 / limits.rpm) * 1.1),
    backoff: { ...backoff, baseMs: cooldownMs, maxMs: cooldownMs, minMs: cooldownMs },
  };
}

/** A field that is not known may be the missing one, mistyped, and says more. */
function faultOf({ issues }: z.ZodError): string {
  const unknown = issues.find((issue) => issue.code === "unrecognized_keys");
  if (unknown) {
    const [key = ""] = unknown.keys;
    const field = [...unknown.path, key].join(".");
    return `${field}: there is no such field${didYouMean(key, fieldsAt(unknown.path))}`;
  }
  const [issue] = issues;
  return `${issue?.path.join(".") || "the file"}: ${issue?.message}`;
}

const fieldsAt = ([part]: readonly PropertyKey[]): string[] => {
  const { shape } = profileFile;
  if (part === "limits" || part === "safety") return Object.keys(shape[part].shape);
  return Object.keys(shape);
};
