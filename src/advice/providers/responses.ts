import { createHash } from "node:crypto";
import { z } from "zod";
import type { Turn, Usage } from "../../agents/ask.ts";
import { PLAY_DESCRIPTION, PLAY_SCHEMA, PLAY_TOOL } from "../play-tool.ts";
import {
  BROKEN_OFF,
  type Dialect,
  FILTERED,
  type Form,
  type Reading,
  turnText,
} from "./dialect.ts";
import { nativeIn, nativeOf } from "./native.ts";
import { faultOf } from "./service-fault.ts";

const DIALECT = "responses";

const count = z.number().int().nonnegative();
const item = z.looseObject({
  type: z.string(),
  name: z.string().optional(),
  call_id: z.string().optional(),
  arguments: z.string().optional(),
  content: z
    .array(z.looseObject({ type: z.string(), text: z.string().optional() }))
    .nullish()
    .catch(null),
});
type Item = z.infer<typeof item>;
const ending = z.object({
  response: z.object({
    status: z.string(),
    output: z.array(item).default([]),
    error: z.unknown(),
    incomplete_details: z.object({ reason: z.string().optional() }).nullish(),
    usage: z
      .object({
        input_tokens: count,
        output_tokens: count,
        input_tokens_details: z
          .object({ cached_tokens: count.optional(), cache_write_tokens: count.optional() })
          .nullish(),
        output_tokens_details: z.object({ reasoning_tokens: count.optional() }).nullish(),
      })
      .nullish(),
  }),
});
type Response = z.infer<typeof ending>["response"];

/** OpenAI's Responses API: stateless, with the reasoning sent back encrypted. */
export const responsesDialect: Dialect = {
  path: "/responses",
  countsCached: true,
  features: [
    { name: "encrypted", complaint: /encrypted|\binclude\b/i },
    { name: "effort", complaint: /reasoning|effort/i },
    { name: "cache-key", complaint: /prompt_cache_key/i },
    { name: "forced", complaint: /tool_choice/i },
    { name: "strict", complaint: /strict|schema/i },
    { name: "tool", complaint: /\btools?\b|function/i },
  ],
  headers: (key) => (key === "" ? {} : { authorization: `Bearer ${key}` }),
  body: ({ system, turns, maxOutputTokens }, form) => ({
    model: form.model,
    instructions: system,
    input: turns.flatMap((turn, at) => itemsOf(turn, turns[at - 1], form)),
    max_output_tokens: maxOutputTokens,
    ...toolPart(form),
    ...(form.has("effort") && { reasoning: { effort: form.effort } }),
    ...(form.has("encrypted") && { include: ["reasoning.encrypted_content"] }),
    // Requests of one conversation find its cache on one machine.
    ...(form.has("cache-key") && { prompt_cache_key: digest(system, turns[0]?.text ?? "") }),
    store: false,
    stream: true,
  }),
  read(events, { model }) {
    for (const event of events) {
      const type = (event as { type?: unknown } | null)?.type;
      if (type === "error") return { fault: faultOf(event) ?? BROKEN_OFF };
      if (!/^response\.(completed|incomplete|failed)$/.test(String(type))) continue;
      const parsed = ending.safeParse(event);
      return parsed.success ? answerOf(parsed.data.response, model) : { fault: BROKEN_OFF };
    }
    return { fault: BROKEN_OFF };
  },
};

const toolPart = ({ has }: Form) =>
  has("tool") && {
    tools: [
      {
        type: "function",
        name: PLAY_TOOL,
        description: PLAY_DESCRIPTION,
        parameters: PLAY_SCHEMA,
        strict: has("strict"),
      },
    ],
    parallel_tool_calls: false,
    ...(has("forced") && { tool_choice: { type: "function", name: PLAY_TOOL } }),
  };

/** A turn as items; the report that follows a call is its output. */
function itemsOf(turn: Turn, before: Turn | undefined, form: Form): object[] {
  const nativeItems = (of: Turn | undefined) =>
    of && form.has("encrypted") && form.has("tool")
      ? (nativeIn(of, DIALECT, form.model) as Item[] | undefined)
      : undefined;
  if (turn.by === "model") {
    return nativeItems(turn) ?? [{ role: "assistant", content: turnText(turn.text) }];
  }
  const call = nativeItems(before)?.find(isCall);
  if (call) return [{ type: "function_call_output", call_id: call.call_id, output: turn.text }];
  return [{ role: "user", content: turn.text }];
}

function answerOf(response: Response, model: string): Reading {
  const { status, output, incomplete_details: details } = response;
  const usage = usageOf(response);
  const told = usage && { usage };
  if (status === "failed") return { fault: faultOf(response) ?? BROKEN_OFF, ...told };
  if (details?.reason === "content_filter") return { fault: FILTERED, ...told };
  const parts = output.flatMap(({ type, content }) => (type === "message" ? (content ?? []) : []));
  const refusal = parts.find(({ type }) => type === "refusal");
  const calls = output.filter(isCall);
  if (refusal && calls.length === 0) return { fault: FILTERED, ...told };
  const isCut = status === "incomplete";
  const isWhole = !isCut && calls.length === 1 && calls[0]?.name === PLAY_TOOL;
  return {
    text: calls[0]?.arguments ?? parts.map(({ text = "" }) => text).join(""),
    isCut,
    ...told,
    ...(isWhole && { native: nativeOf(DIALECT, model, output) }),
  };
}

const isCall = ({ type }: Item): boolean => type === "function_call";

function usageOf({ usage }: Response): Usage | undefined {
  if (!usage) return undefined;
  return {
    input: usage.input_tokens,
    cached: usage.input_tokens_details?.cached_tokens ?? 0,
    written: usage.input_tokens_details?.cache_write_tokens ?? 0,
    output: usage.output_tokens,
    reasoning: usage.output_tokens_details?.reasoning_tokens ?? 0,
  };
}

const digest = (...texts: readonly string[]): string =>
  createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 32);
