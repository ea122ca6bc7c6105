import { z } from "zod";

/** A model's reply, in the order in which it is carried out. */
export interface Advice {
  readonly why: string;
  readonly note: string | null;
  readonly code: string | null;
  readonly act: readonly string[];
  /** So many actions are left to the explorer. */
  readonly pass: number;
}

/** The most characters of code, and of a note, and the most actions of one reply. */
const MAX_CODE = 20_000;
const MAX_NOTE = 2_000;
const MAX_ACTIONS = 300;
const MAX_PASS = 200;

const text = (most: number) =>
  z
    .string()
    .max(most)
    .nullish()
    .transform((given) => given || null);

const schema = z.object({
  why: z
    .string()
    .nullish()
    .transform((given) => (given ?? "").slice(0, 1_000)),
  note: text(MAX_NOTE),
  code: text(MAX_CODE),
  act: z
    .array(z.union([z.string().max(16), z.number().int().min(0).max(7)]).transform(String))
    .max(MAX_ACTIONS)
    .nullish()
    .transform((given) => given ?? []),
  pass: z
    .number()
    .int()
    .min(0)
    .max(MAX_PASS)
    .nullish()
    .transform((given) => given ?? 0),
});

/** Reads a reply: a JSON object, alone, in a fence, or amid other words. Returns what is wrong as a text. */
export function parseAdvice(reply: string): Advice | string {
  const json = findObject(reply);
  if (json === undefined) return "there is no JSON object in it";
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `${issue?.path.join(".") || "the object"}: ${issue?.message}`;
  }
  const advice = parsed.data;
  const isEmpty = !advice.note && !advice.code && advice.act.length === 0 && advice.pass === 0;
  return isEmpty ? "it asks for nothing: give code, act or pass" : advice;
}

/** The first text that parses as an object: the whole, each fence, from the first brace to the last. */
function findObject(reply: string): object | undefined {
  const fences = [...reply.matchAll(/```[a-z]*\s*\n([\s\S]*?)\n\s*```/g)].map(
    ([, inside = ""]) => inside,
  );
  const braces = reply.slice(reply.indexOf("{"), reply.lastIndexOf("}") + 1);
  for (const candidate of [reply, ...fences, braces]) {
    try {
      const value: unknown = JSON.parse(candidate);
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}
