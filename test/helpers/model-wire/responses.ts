import { inPieces, sse, WIRE_USAGE, type Wire } from "./wire.ts";

const usage = {
  input_tokens: WIRE_USAGE.input,
  input_tokens_details: {
    cached_tokens: WIRE_USAGE.cached,
    cache_write_tokens: WIRE_USAGE.written,
  },
  output_tokens: WIRE_USAGE.output,
  output_tokens_details: { reasoning_tokens: WIRE_USAGE.reasoning },
  total_tokens: WIRE_USAGE.input + WIRE_USAGE.output,
};

const openAiErrors = {
  limited: [429, "rate_limit_error", "rate_limit_exceeded", "Rate limit reached for requests"],
  unwell: [500, "server_error", null, "The server had an error while processing your request"],
  overloaded: [503, "server_error", "server_overloaded", "The engine is currently overloaded"],
  auth: [
    401,
    "invalid_request_error",
    "invalid_api_key",
    "Incorrect API key provided: sk-test***************cret. You can find it at …",
  ],
  "no-model": [
    404,
    "invalid_request_error",
    "model_not_found",
    "The model `nope` does not exist or you do not have access to it.",
  ],
  "too-long": [
    400,
    "invalid_request_error",
    "context_length_exceeded",
    "Your input exceeds the context window of this model.",
  ],
  filtered: [
    400,
    "invalid_request_error",
    "content_filter",
    "The response was filtered due to the prompt",
  ],
  credit: [
    429,
    "insufficient_quota",
    "insufficient_quota",
    "You exceeded your current quota, please check your plan and billing details.",
  ],
  odd: [400, "invalid_request_error", null, "Invalid value: 'x'."],
} as const;

export const openAiError: Wire["error"] = (kind, said) => {
  const [status, type, code, message] = openAiErrors[kind];
  const error = { message: said ?? message, type, param: null, code };
  return { status, body: JSON.stringify({ error }, null, 2) };
};

/** OpenAI's Responses API. */
export const responsesWire: Wire = {
  stream({ call, tool = "play", text, end = "done", fault }) {
    const reasoning = {
      id: "rs_1",
      type: "reasoning",
      summary: [],
      encrypted_content: "gAAAA-secret-thought",
    };
    const status = end === "done" ? "completed" : "incomplete";
    const item =
      call === undefined
        ? {
            id: "msg_1",
            type: "message",
            role: "assistant",
            status,
            content: [{ type: "output_text", annotations: [], text: text ?? "" }],
          }
        : {
            id: "fc_1",
            type: "function_call",
            status,
            name: tool,
            call_id: "call_1",
            arguments: call,
          };
    const begun = {
      id: "resp_1",
      object: "response",
      status: "in_progress",
      output: [],
      usage: null,
    };
    const event = (type: string, fields: object) => [type, { type, ...fields }] as const;
    const isCall = call !== undefined;
    const kind = isCall ? "function_call_arguments" : "output_text";
    const deltas = inPieces(call ?? text ?? "").map((delta) =>
      event(`response.${kind}.delta`, {
        item_id: item.id,
        output_index: 1,
        content_index: 0,
        delta,
      }),
    );
    const empty = isCall ? { ...item, arguments: "" } : { ...item, content: [] };
    const part = { type: "output_text", annotations: [], text: "" };
    const head = [
      event("response.created", { response: begun }),
      event("response.output_item.added", { output_index: 0, item: reasoning }),
      event("response.output_item.done", { output_index: 0, item: reasoning }),
      event("response.output_item.added", { output_index: 1, item: empty }),
      ...(isCall
        ? []
        : [
            event("response.content_part.added", {
              item_id: item.id,
              output_index: 1,
              content_index: 0,
              part,
            }),
          ]),
      ...deltas,
    ];
    if (fault) {
      const code = fault === "limited" ? "rate_limit_exceeded" : "server_error";
      const error = { code, message: fault };
      const failed = { ...begun, status: "failed", error };
      return sse([...head, ["response.failed", { type: "response.failed", response: failed }]]);
    }
    if (end === "torn") return sse(head);
    const reason = { cut: "max_output_tokens", filtered: "content_filter" }[end as "cut"];
    const type = `response.${status}`;
    const response = {
      ...begun,
      status,
      error: null,
      incomplete_details: end === "done" ? null : { reason },
      output: [reasoning, item],
      usage,
    };
    return sse([...head, [type, { type, sequence_number: 99, response }]]);
  },
  error: openAiError,
  asksForTool: (body) => {
    const [tool] = body.tools as { name: string; strict: boolean }[];
    const choice = body.tool_choice as { name: string };
    return tool?.name === "play" && tool.strict && choice.name === "play";
  },
  userTexts: (body) =>
    (body.input as { role?: string; content?: string; output?: string }[])
      .map((item) => (item.role === "user" ? item.content : item.output))
      .filter((text) => text !== undefined),
  keyHeader: (key) => ["authorization", `Bearer ${key}`],
};
