import { createHash } from "node:crypto";
import { z } from "zod";
import type { AskRequest } from "../agents/ask.ts";

// The log of what a model advised, `advice.jsonl`: one JSON object a line, `{type, t, …}`, each on disk before
// what it announces is done. `t`: milliseconds since 1970.

const text = z.string().max(1_000_000);
const whole = z.number().int().nonnegative();
const digest = z.string().regex(/^[0-9a-f]{12,64}$/);

const usage = z.object({
  input: whole,
  cached: whole,
  written: z.exactOptional(whole),
  output: whole,
  reasoning: whole,
});

/** What a conversation's turn says, kept once. */
const turn = z.object({ by: z.enum(["user", "model"]), text });

/** A level that was tried and not won: requests and actions spent on it, and the latest plans, in the model's words. */
export const tried = z.object({
  level: whole,
  calls: whole,
  actions: whole,
  plans: z.array(z.string().max(1_000)).max(10),
});

const records = {
  /** A process begins to play a game, or goes on with it. */
  begun: {
    version: z.literal(1),
    run: z.string(),
    game: z.string(),
    /** The provider's name: `openai:…`, `command:…` without its arguments. */
    model: z.string(),
  },
  /**
   * What was written before can't be gone through again (steps are missing, or came otherwise): play goes on
   * from `step` with what is `brought` next.
   */
  anew: { step: whole },
  /** What the agent brings along from earlier runs: notes, declarations, `mem`, the executable model. */
  brought: {
    notes: z.array(text),
    kept: z.record(z.string(), text),
    memory: text,
    model: z.exactOptional(text),
    tried: z.array(tried),
  },
  /** A request goes out, the `call`th of this run on this game (from 1). */
  asked: {
    call: whole,
    /** From 1. */
    level: whole,
    /** SHA-256 of the request: see `requestKey`. */
    key: digest,
    /** What the model is told now: the last turn of the request. */
    turn: text,
    /** The turns before it, by `textKey`; those not told before in this file are in `turns`. */
    earlier: z.array(digest),
    turns: z.exactOptional(z.record(digest, turn)),
    /** The system text, where it differs from the one before. */
    system: z.exactOptional(text),
  },
  /** The answer to a call; `usage` is null where the provider does not tell. */
  answered: {
    call: whole,
    key: digest,
    text,
    cut: z.boolean(),
    usage: usage.nullable(),
    /** The answer in its provider's own form, where it is wanted back. */
    native: z.exactOptional(z.unknown()),
    /** In US dollars; null where no price is known. */
    cost: z.exactOptional(z.number().nonnegative().nullable()),
    ms: whole,
  },
  /** A call that got no answer. */
  failed: {
    call: whole,
    key: digest,
    failure: z.string(),
    message: z.string(),
    /** As of an answer. */
    cost: z.exactOptional(z.number().nonnegative().nullable()),
    ms: whole,
  },
  /** A reply begins to be carried out: its `why`, and how many actions it lists. */
  plan: { why: z.string(), actions: whole },
  /** A piece of code begins to run, the `run`th (from 1). */
  code: { run: whole, code: text },
  /** It asks for play (see sandbox/protocol), before that is done. */
  call: {
    run: whole,
    call: z.discriminatedUnion("name", [
      z.object({
        name: z.literal("act"),
        action: text,
        hasExpectation: z.boolean(),
        index: whole,
        of: whole,
      }),
      z.object({ name: z.literal("explore"), actions: z.number() }),
    ]),
  },
  /**
   * It has ended: what it printed and threw; of what is kept of it, the declarations (scripts by name), `memory`
   * (`mem` as JSON) and `model` (a script) that changed; how the model fits; the steps that it took, `from` on and
   * before `to`.
   */
  ran: {
    run: whole,
    output: text,
    error: z.exactOptional(text),
    notes: z.array(text),
    kept: z.record(z.string(), text),
    memory: z.exactOptional(text),
    fit: z.exactOptional(
      z.looseObject({ isAccepted: z.boolean(), isSure: z.boolean(), hits: whole, steps: whole }),
    ),
    model: z.exactOptional(text),
    from: whole,
    to: whole,
    ms: whole,
  },
  /** An action is about to be taken, as step `step` (from 0, over all plays of the run). */
  act: { step: whole, action: z.string().max(16), by: z.string().max(24) },
  /** An expectation was not met, or a plan did not come true. */
  surprise: { step: whole, message: z.string() },
  note: { note: z.string() },
  /** Another leads now: `probe`, `ask`, `cruise`, `explore`, `replay`. */
  phase: { phase: z.string().max(24) },
  /** Less is asked for than before, or nothing any more: see the events of the same names. */
  degraded: { stage: z.string(), reason: z.string() },
  capped: { message: z.string() },
} as const;

type Records = typeof records;
export type RecordType = keyof Records;
/** A record as it is written, without its time. */
export type NewRecord = {
  [T in RecordType]: { readonly type: T } & Readonly<z.infer<z.ZodObject<Records[T]>>>;
}[RecordType];
export type AdviceRecord = NewRecord & { readonly t: number };
/** The record of one type. */
export type RecordOf<T extends RecordType> = Extract<AdviceRecord, { type: T }>;

const schemas = Object.fromEntries(
  Object.entries(records).map(([type, shape]) => [
    type,
    z.object({ type: z.literal(type), t: z.number(), ...shape }),
  ]),
);

/** Reads one record; undefined for what is none: a torn line, or one of a later version. */
export function readRecord(value: unknown): AdviceRecord | undefined {
  const type = (value as { type?: unknown } | null)?.type;
  const schema = typeof type === "string" && Object.hasOwn(schemas, type) ? schemas[type] : null;
  const parsed = schema?.safeParse(value);
  return parsed?.success ? (parsed.data as AdviceRecord) : undefined;
}

/** Names a request by all that the model sees of it: SHA-256, in hexadecimal, of `[system, [by, text], …]` as JSON. */
export const requestKey = ({ system, turns }: AskRequest): string =>
  sha256(JSON.stringify([system, ...turns.map(({ by, text }) => [by, text])]));

/** Names a turn within one file. */
export const textKey = (by: "user" | "model", text: string): string =>
  sha256(`${by} ${text}`).slice(0, 16);

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
