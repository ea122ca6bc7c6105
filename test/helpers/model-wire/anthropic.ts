import { inPieces, sse, WIRE_USAGE, type Wire } from "./wire.ts";

const startUsage = {
  input_tokens: WIRE_USAGE.input - WIRE_USAGE.cached,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: WIRE_USAGE.cached,
  output_tokens: 1,
};
const endUsage = {
  output_tokens: WIRE_USAGE.output,
  output_tokens_details: { thinking_tokens: WIRE_USAGE.reasoning },
};

const errors = {
  limited: [429, "rate_limit_error", "This request would exceed your organization's rate limit"],
  unwell: [500, "api_error", "Internal server error"],
  overloaded: [529, "overloaded_error", "Overloaded"],
  auth: [401, "authentication_error", "invalid x-api-key"],
  "no-model": [404, "not_found_error", "model: nope"],
  "too-long": [400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"],
  filtered: [
    400,
    "invalid_request_error",
    "Output blocked by content filtering policy: content filter",
  ],
  credit: [
    400,
    "invalid_request_error",
    "Your credit balance is too low to access the Anthropic API.",
  ],
  odd: [400, "invalid_request_error", "messages: at least one message is required"],
} as const;

/** Anthropic's Messages API. */
export const anthropicWire: Wire = {
  stream({ call, tool = "play", text, end = "done", fault }) {
    const named = (data: { type: string; [field: string]: unknown }) => [data.type, data] as const;
    const block =
      call === undefined
        ? { type: "text", text: "" }
        : { type: "tool_use", id: "toolu_1", name: tool, input: {} };
    const deltas = inPieces(call ?? text ?? "").map((part) =>
      call === undefined
        ? { type: "text_delta", text: part }
        : { type: "input_json_delta", partial_json: part },
    );
    const message = {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "m",
      content: [],
      stop_reason: null,
      usage: startUsage,
    };
    const head = [
      named({ type: "message_start", message }),
      named({
        type: "content_block_start",
        index: 0,
        content_block: { type: "thinking", thinking: "", signature: "" },
      }),
      named({ type: "ping" }),
      named({
        type: "content_block_delta",
        index: 0,
        delta: { type: "thinking_delta", thinking: "a secret " },
      }),
      named({
        type: "content_block_delta",
        index: 0,
        delta: { type: "thinking_delta", thinking: "thought" },
      }),
      named({
        type: "content_block_delta",
        index: 0,
        delta: { type: "signature_delta", signature: "c2ln" },
      }),
      named({ type: "content_block_stop", index: 0 }),
      named({ type: "content_block_start", index: 1, content_block: block }),
      ...deltas.map((delta) => named({ type: "content_block_delta", index: 1, delta })),
    ];
    if (fault) {
      const type = fault === "limited" ? "rate_limit_error" : "overloaded_error";
      return sse([...head, named({ type: "error", error: { type, message: fault } })]);
    }
    if (end === "torn") return sse(head);
    const done = call === undefined ? "end_turn" : "tool_use";
    const stop = { done, cut: "max_tokens", filtered: "refusal" }[end];
    return sse([
      ...head,
      named({ type: "content_block_stop", index: 1 }),
      named({
        type: "message_delta",
        delta: { stop_reason: stop, stop_sequence: null },
        usage: endUsage,
      }),
      named({ type: "message_stop" }),
    ]);
  },
  error(kind, said) {
    const [status, type, message] = errors[kind];
    const error = { type, message: said ?? message };
    return { status, body: JSON.stringify({ type: "error", error, request_id: "req_1" }) };
  },
  asksForTool: (body) => {
    const [tool] = body.tools as { name: string; strict: boolean }[];
    return tool?.name === "play" && tool.strict;
  },
  userTexts: (body) =>
    (body.messages as { role: string; content: { text?: string; content?: string }[] }[])
      .filter(({ role }) => role === "user")
      .flatMap(({ content }) => content.map((block) => block.text ?? block.content ?? "")),
  keyHeader: (key) => ["x-api-key", key],
};
