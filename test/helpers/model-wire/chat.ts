import { openAiError } from "./responses.ts";
import { inPieces, sse, WIRE_USAGE, type Wire } from "./wire.ts";

const usage = {
  prompt_tokens: WIRE_USAGE.input,
  completion_tokens: WIRE_USAGE.output,
  total_tokens: WIRE_USAGE.input + WIRE_USAGE.output,
  prompt_tokens_details: { cached_tokens: WIRE_USAGE.cached },
  completion_tokens_details: { reasoning_tokens: WIRE_USAGE.reasoning },
};

/** Chat Completions, with the keep-alive comments of OpenRouter and the reasoning of vLLM and DeepSeek. */
export const chatWire: Wire = {
  stream({ call, tool = "play", text, end = "done", fault }) {
    const base = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "m" };
    const chunk = (delta: object, finish: string | null = null) =>
      [null, { ...base, choices: [{ index: 0, delta, finish_reason: finish }] }] as const;
    const pieces = inPieces(call ?? text ?? "");
    const head = [
      chunk({ role: "assistant", content: null }),
      chunk({ reasoning_content: "a secret " }),
      chunk({ reasoning_content: "thought" }),
      ...(call === undefined
        ? pieces.map((content) => chunk({ content }))
        : [
            chunk({
              tool_calls: [
                {
                  index: 0,
                  id: "call_1",
                  type: "function",
                  function: { name: tool, arguments: "" },
                },
              ],
            }),
            ...pieces.map((part) =>
              chunk({ tool_calls: [{ index: 0, function: { arguments: part } }] }),
            ),
          ]),
    ];
    if (fault) {
      const error = { code: fault === "limited" ? 429 : 502, message: fault };
      return sse([...head, [null, { ...base, error, choices: [] }]]);
    }
    if (end === "torn") return sse(head);
    const done = call === undefined ? "stop" : "tool_calls";
    const finish = { done, cut: "length", filtered: "content_filter" }[end];
    return `: PROCESSING\n\n${sse([
      ...head,
      chunk({}, finish),
      [null, { ...base, choices: [], usage }],
      [null, "[DONE]"],
    ])}`;
  },
  error: openAiError,
  asksForTool: (body) => {
    const [tool] = body.tools as { function: { name: string; strict: boolean } }[];
    const choice = body.tool_choice as { function: { name: string } };
    return (
      tool?.function.name === "play" && tool.function.strict && choice.function.name === "play"
    );
  },
  userTexts: (body) =>
    (body.messages as { role: string; content: string }[])
      .filter(({ role }) => role === "user" || role === "tool")
      .map(({ content }) => content),
  keyHeader: (key) => ["authorization", `Bearer ${key}`],
};
