import { z } from "zod";
import type { Turn, Usage } from "../../agents/ask.ts";
import { PLAY_DESCRIPTION, PLAY_SCHEMA, PLAY_TOOL } from "../play-tool.ts";
import { createBlocks } from "./anthropic-blocks.ts";
import { BROKEN_OFF, type Dialect, FILTERED, type Form, turnText } from "./dialect.ts";
import { nativeIn, nativeOf } from "./native.ts";
import type { Effort, ProviderRequest } from "./provider.ts";
import { faultOf } from "./service-fault.ts";

const DIALECT = "anthropic";
const VERSION = "2023-06-01";
/** A mark behind which the service keeps what it has read, for five minutes. */
const BREAKPOINT = { cache_control: { type: "ephemeral" } };

const count = z.number().int().nonnegative();
const usageShape = z.looseObject({
  input_tokens: count.nullish(),
  cache_read_input_tokens: count.nullish(),
  cache_creation_input_tokens: count.nullish(),
  output_tokens: count.nullish(),
  output_tokens_details: z.looseObject({ thinking_tokens: count.nullish() }).nullish(),
});
type WireUsage = z.infer<typeof usageShape>;
const started = z.object({
  type: z.literal("message_start"),
  message: z.object({ usage: usageShape.optional() }),
});
const ended = z.object({
  type: z.literal("message_delta"),
  delta: z.object({ stop_reason: z.string().nullish() }),
  usage: usageShape.nullish(),
});

/** Anthropic's Messages API, with three cache breakpoints; thinking is sent back as it came. */
export const anthropicDialect: Dialect = {
  path: "/v1/messages",
  countsCached: false,
  features: [
    { name: "adaptive", complaint: /adaptive/i },
    { name: "effort", complaint: /output_config|effort/i },
    { name: "native", complaint: /signature|redacted|thinking.{0,40}block/i },
    { name: "forced", complaint: /tool_choice/i },
    { name: "thinking", complaint: /thinking/i },
    { name: "strict", complaint: /strict|schema|structured/i },
    { name: "tool", complaint: /\btools?\b/i },
    { name: "cache", complaint: /cache_control/i },
  ],
  headers: (key) => ({
    "anthropic-version": VERSION,
    ...(key === "" ? {} : { "x-api-key": key }),
  }),
  body: (request, form) => {
    const thinking = thinkingOf(request, form);
    const mark = form.has("cache") && BREAKPOINT;
    return {
      model: form.model,
      max_tokens: request.maxOutputTokens,
      // The first breakpoint: tools and system text, the same for all games.
      system: [{ type: "text", text: request.system, ...mark }],
      messages: request.turns.map((turn, at) => ({
        role: turn.by === "model" ? "assistant" : "user",
        // The second: what is known of the game. The third: all that was said so far.
        content: contentOf(turn, request.turns[at - 1], form, {
          ...((at === 0 || at === request.turns.length - 1) && mark),
        }),
      })),
      ...toolPart(form, thinking !== undefined),
      ...(thinking && { thinking }),
      ...(form.has("effort") && { output_config: { effort: form.effort } }),
      stream: true,
    };
  },
  read(events, { model }) {
    const blocks = createBlocks();
    let usage: WireUsage = {};
    let stop: string | undefined;
    for (const event of events) {
      const { type } = event as { type?: unknown };
      if (type === "error") return { fault: faultOf(event) ?? BROKEN_OFF, ...told(usage) };
      const start = started.safeParse(event);
      if (start.success) usage = { ...usage, ...start.data.message.usage };
      const end = ended.safeParse(event);
      // What is told at the end is the sum; what is missing there stays as it was told at the start.
      if (end.success) usage = { ...usage, ...known(end.data.usage) };
      stop = (end.success && end.data.delta.stop_reason) || stop;
      blocks.add(event);
    }
    if (stop === undefined) return { fault: BROKEN_OFF, ...told(usage) };
    if (stop === "refusal") return { fault: FILTERED, ...told(usage) };
    if (stop === "model_context_window_exceeded") {
      return { fault: { words: "context_length_exceeded", message: "" }, ...told(usage) };
    }
    const { content, input, text } = blocks.read();
    const isCut = stop === "max_tokens";
    const calls = content.filter((block) => block.type === "tool_use");
    const isWhole =
      !isCut &&
      content.length > 0 &&
      calls.every(({ name, input: given }) => name === PLAY_TOOL && given !== undefined) &&
      calls.length < 2;
    return {
      text: input ?? text,
      isCut,
      ...told(usage),
      ...(isWhole && { native: nativeOf(DIALECT, model, content) }),
    };
  },
};

/** A model that thinks can't be forced to call a tool. */
const toolPart = ({ has }: Form, thinks: boolean) =>
  has("tool") && {
    tools: [
      {
        name: PLAY_TOOL,
        description: PLAY_DESCRIPTION,
        input_schema: PLAY_SCHEMA,
        ...(has("strict") && { strict: true }),
      },
    ],
    ...(has("forced") && {
      tool_choice: thinks
        ? { type: "auto", disable_parallel_tool_use: true }
        : { type: "tool", name: PLAY_TOOL, disable_parallel_tool_use: true },
    }),
  };

/** The least that a model may be told to think, and what is left to the answer. */
const LEAST_BUDGET = 1_024;
const LEAST_ANSWER = 512;
const SHARES: Readonly<Record<Effort, number>> = { low: 0.25, medium: 0.4, high: 0.6 };

/** Newer models decide themselves how much they think; older ones are told in tokens, out of the answer's. */
function thinkingOf({ maxOutputTokens }: ProviderRequest, { effort, has }: Form) {
  if (!has("thinking")) return undefined;
  if (has("adaptive")) return { type: "adaptive" };
  const budget = Math.max(LEAST_BUDGET, Math.floor(maxOutputTokens * SHARES[effort]));
  if (budget + LEAST_ANSWER > maxOutputTokens) return undefined;
  return { type: "enabled", budget_tokens: budget };
}

type Block = { type: string; id?: string };

/** A turn as content blocks; the report that follows a call is its result. */
function contentOf(turn: Turn, before: Turn | undefined, form: Form, mark: object): object[] {
  const nativeBlocks = (of: Turn | undefined) =>
    of && form.has("native") && form.has("tool")
      ? (nativeIn(of, DIALECT, form.model) as Block[] | undefined)
      : undefined;
  if (turn.by === "model") {
    return nativeBlocks(turn) ?? [{ type: "text", text: turnText(turn.text) }];
  }
  const id = nativeBlocks(before)?.find(({ type }) => type === "tool_use")?.id;
  if (id === undefined) return [{ type: "text", text: turn.text, ...mark }];
  return [{ type: "tool_result", tool_use_id: id, content: turn.text, ...mark }];
}

const known = (usage: WireUsage | null | undefined): WireUsage =>
  Object.fromEntries(Object.entries(usage ?? {}).filter(([, value]) => value != null));

/** Anthropic counts what it read from its cache, and wrote to it, beside the input. */
function told(usage: WireUsage): { usage?: Usage } {
  if (usage.input_tokens == null) return {};
  const cached = usage.cache_read_input_tokens ?? 0;
  const written = usage.cache_creation_input_tokens ?? 0;
  return {
    usage: {
      input: usage.input_tokens + cached + written,
      cached,
      written,
      output: usage.output_tokens ?? 0,
      reasoning: usage.output_tokens_details?.thinking_tokens ?? 0,
    },
  };
}
