import { z } from "zod";
import type { Turn, Usage } from "../../agents/ask.ts";
import { PLAY_DESCRIPTION, PLAY_SCHEMA, PLAY_TOOL } from "../play-tool.ts";
import { BROKEN_OFF, type Dialect, FILTERED, type Form, turnText } from "./dialect.ts";
import { nativeIn, nativeOf } from "./native.ts";
import { faultOf } from "./service-fault.ts";

const DIALECT = "chat";

const count = z.number().int().nonnegative();
const piece = z.looseObject({
  content: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  refusal: z.string().nullish(),
  tool_calls: z
    .array(
      z.object({
        index: count.optional(),
        id: z.string().nullish(),
        function: z
          .object({ name: z.string().nullish(), arguments: z.string().nullish() })
          .nullish(),
      }),
    )
    .nullish(),
});
/** A chunk of a stream, with `delta`; or a whole answer, with `message`. */
const chunk = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        delta: piece.nullish(),
        message: piece.nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: z
    .looseObject({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.looseObject({ cached_tokens: count.nullish() }).nullish(),
      completion_tokens_details: z.looseObject({ reasoning_tokens: count.nullish() }).nullish(),
    })
    .nullish(),
});

interface Call {
  id: string;
  name: string;
  arguments: string;
}

/** OpenAI's Chat Completions, as OpenRouter, vLLM, Ollama, llama.cpp and others speak it, each in part. */
export const chatDialect: Dialect = {
  path: "/chat/completions",
  countsCached: true,
  features: [
    { name: "usage", complaint: /stream_options|include_usage/i },
    { name: "max-tokens", complaint: /\bmax_tokens\b.*max_completion_tokens/is },
    { name: "native", complaint: /reasoning_content/i },
    { name: "effort", complaint: /reasoning|effort|think/i },
    { name: "forced", complaint: /tool_choice|tool choice/i },
    { name: "strict", complaint: /strict|schema|additionalProperties/i },
    { name: "tool", complaint: /\btools?\b|function/i },
  ],
  headers: (key) => (key === "" ? {} : { authorization: `Bearer ${key}` }),
  body: ({ system, turns, maxOutputTokens }, form) => ({
    model: form.model,
    messages: [
      { role: "system", content: system },
      ...turns.map((turn, at) => messageOf(turn, turns[at - 1], form)),
    ],
    [form.has("max-tokens") ? "max_tokens" : "max_completion_tokens"]: maxOutputTokens,
    ...toolPart(form),
    ...(form.has("effort") && { reasoning_effort: form.effort }),
    stream: true,
    ...(form.has("usage") && { stream_options: { include_usage: true } }),
  }),
  read(events, { model }) {
    let text = "";
    let reasoning = "";
    let finish: string | undefined;
    let isRefused = false;
    let usage: Usage | undefined;
    const pieces: Call[] = [];
    for (const event of events) {
      const fault = faultOf(event);
      if (fault) return { fault, ...(usage && { usage }) };
      const parsed = chunk.safeParse(event);
      if (!parsed.success) continue;
      usage = usageOf(parsed.data.usage) ?? usage;
      const [choice] = parsed.data.choices;
      const said = choice?.delta ?? choice?.message;
      text += said?.content ?? "";
      reasoning += said?.reasoning_content ?? "";
      isRefused ||= Boolean(said?.refusal);
      for (const part of said?.tool_calls ?? []) addTo(pieces, part);
      finish = choice?.finish_reason ?? finish;
    }
    const told = usage && { usage };
    if (finish === undefined || finish === "error") return { fault: BROKEN_OFF, ...told };
    const calls = pieces.filter(Boolean);
    const [call] = calls;
    if (finish === "content_filter" || (isRefused && !call)) return { fault: FILTERED, ...told };
    const isCut = finish === "length";
    const isWhole = !isCut && calls.length === 1 && call?.name === PLAY_TOOL && call.id !== "";
    return {
      text: call ? call.arguments : text,
      isCut,
      ...told,
      ...(isWhole && { native: nativeOf(DIALECT, model, asMessage(call, text, reasoning)) }),
    };
  },
};

const toolPart = ({ has }: Form) =>
  has("tool") && {
    tools: [
      {
        type: "function",
        function: {
          name: PLAY_TOOL,
          description: PLAY_DESCRIPTION,
          parameters: PLAY_SCHEMA,
          ...(has("strict") && { strict: true }),
        },
      },
    ],
    ...(has("forced") && { tool_choice: { type: "function", function: { name: PLAY_TOOL } } }),
  };

type Message = ReturnType<typeof asMessage>;

const asMessage = (call: Call, text: string, reasoning: string) => ({
  role: "assistant",
  content: text === "" ? null : text,
  ...(reasoning !== "" && { reasoning_content: reasoning }),
  tool_calls: [
    { id: call.id, type: "function", function: { name: call.name, arguments: call.arguments } },
  ],
});

/** A turn as a message; the report that follows a call is its result. */
function messageOf(turn: Turn, before: Turn | undefined, form: Form): object {
  const nativeMessage = (of: Turn | undefined) =>
    of && form.has("tool") ? (nativeIn(of, DIALECT, form.model) as Message | undefined) : undefined;
  if (turn.by === "model") {
    const message = nativeMessage(turn);
    if (!message) return { role: "assistant", content: turnText(turn.text) };
    const { reasoning_content: reasoning, ...rest } = message;
    return form.has("native") && reasoning ? { ...rest, reasoning_content: reasoning } : rest;
  }
  const id = nativeMessage(before)?.tool_calls[0]?.id;
  if (id !== undefined) return { role: "tool", tool_call_id: id, content: turn.text };
  return { role: "user", content: turn.text };
}

/** The pieces of a call come under its index; a service that sends none begins a call with each id. */
function addTo(
  calls: Call[],
  { index, id, function: part }: NonNullable<z.infer<typeof piece>["tool_calls"]>[number],
): void {
  const at = index ?? (id || calls.length === 0 ? calls.length : calls.length - 1);
  if (at > 15) return;
  const call = calls[at] ?? { id: "", name: "", arguments: "" };
  calls[at] = {
    id: call.id || (id ?? ""),
    name: call.name + (part?.name ?? ""),
    arguments: call.arguments + (part?.arguments ?? ""),
  };
}

function usageOf(usage: z.infer<typeof chunk>["usage"]): Usage | undefined {
  if (!usage) return undefined;
  return {
    input: usage.prompt_tokens,
    cached: usage.prompt_tokens_details?.cached_tokens ?? 0,
    output: usage.completion_tokens,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? 0,
  };
}
