import { expect, it } from "vitest";
import { chatDialect } from "../../../src/advice/providers/chat.ts";
import { describeProvider, KEY, REQUEST } from "../../contract/provider.ts";
import { openDialect } from "../../helpers/http-provider.ts";
import { startServer } from "../../helpers/http-server.ts";
import { chatWire } from "../../helpers/model-wire/chat.ts";

const create = openDialect(chatDialect, "OPENAI_API_KEY");
describeProvider("chat", { wire: chatWire, create });

/** Asks a server that complains of one thing after the other until none of it is sent. */
async function askPicky(complaints: readonly [offends: RegExp, says: string][]) {
  const server = await startServer(({ body }, response) => {
    const complaint = complaints.find(([offends]) => offends.test(body));
    response.writeHead(complaint ? 400 : 200, {
      "content-type": complaint ? "application/json" : "text/event-stream",
    });
    response.end(
      complaint
        ? JSON.stringify({ error: complaint[1] })
        : chatWire.stream({ text: 'Sure. {"act": ["1"]}' }),
    );
  });
  const provider = create({ url: server.url, key: KEY, timeoutMs: 30_000 });
  const { signal } = new AbortController();
  for (let tries = 0; tries < 8; tries++) {
    const answer = await provider.ask(REQUEST, signal).catch(({ failure }) => failure);
    if (answer !== "adapted") {
      await provider.close?.();
      return { answer, sent: JSON.parse(server.received.at(-1)?.body ?? "") };
    }
  }
  throw new Error("it never gave in");
}

it("asks a small local server in the end without all that it lacks", async () => {
  const { answer, sent } = await askPicky([
    [/stream_options/, "Unrecognized request argument supplied: stream_options"],
    [/"max_tokens"/, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."],
    [/reasoning_effort/, 'model-1 does not support "thinking"'],
    [/tool_choice/, "tool_choice: forced tools need --enable-auto-tool-choice"],
    [/"tools"/, "model-1 does not support tools"],
  ]);
  expect(answer).toMatchObject({ text: 'Sure. {"act": ["1"]}', isCut: false });
  expect(Object.keys(sent).sort()).toEqual([
    "max_completion_tokens",
    "messages",
    "model",
    "stream",
  ]);
});

it("does not take a complaint of the context's length for one of max_tokens", async () => {
  const { answer } = await askPicky([
    [
      /./,
      "'max_tokens' or 'max_completion_tokens' is too large: 2000. This model's maximum context length is 4096 tokens",
    ],
  ]);
  expect(answer).toBe("too-long");
});

it("reads a whole answer of a service that does not stream, and calls without an index", async () => {
  const message = {
    role: "assistant",
    content: null,
    tool_calls: [
      { id: "c", type: "function", function: { name: "play", arguments: '{"act":["2"]}' } },
    ],
  };
  const server = await startServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: "tool_calls" }] }));
  });
  const provider = create({ url: server.url, key: "", timeoutMs: 30_000 });
  const answer = await provider.ask(REQUEST, new AbortController().signal);
  expect(answer.text).toBe('{"act":["2"]}');
  expect(answer.usage).toBeUndefined();
  expect(server.received[0]?.headers.authorization).toBeUndefined();
  await provider.close?.();
});
