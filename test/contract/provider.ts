import { describe, expect, it } from "vitest";
import { parseAdvice } from "../../src/advice/advice.ts";
import { AskError } from "../../src/advice/errors.ts";
import type { Provider, ProviderRequest } from "../../src/advice/providers/provider.ts";
import { type Answer, startServer, type TestServer } from "../helpers/http-server.ts";
import {
  WIRE_USAGE,
  type Wire,
  type WireAnswer,
  type WireError,
} from "../helpers/model-wire/wire.ts";

export interface ProviderCase {
  readonly wire: Wire;
  create(server: {
    readonly url: string;
    readonly key: string;
    readonly timeoutMs: number;
  }): Provider;
}

export const KEY = "sk-test-0123456789-secret";
const ADVICE = { why: "to see", note: null, code: "now[0][0]", act: ["1", "6:3,4"], pass: 0 };
const CALL = JSON.stringify(ADVICE);

export const REQUEST: ProviderRequest = {
  system: "You play a game.",
  turns: [{ by: "user", text: "GAME with 3 levels.\n\nLEVEL 1" }],
  maxOutputTokens: 2_000,
};

/** What every provider over HTTP does, tried against a local server that speaks its wire. */
export function describeProvider(name: string, { wire, create }: ProviderCase): void {
  const open = (url: string, timeoutMs = 30_000) => create({ url, key: KEY, timeoutMs });
  const answering =
    (answer: WireAnswer): Answer =>
    (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
      response.end(wire.stream(answer));
    };
  const refusing =
    (kind: WireError, headers: Record<string, string> = {}, message?: string): Answer =>
    (_, response) => {
      const { status, body } = wire.error(kind, message);
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(body);
    };
  const ask = async (answer: Answer, request = REQUEST) => {
    const server = await startServer(answer);
    const provider = open(server.url);
    try {
      return { server, answer: await provider.ask(request, new AbortController().signal) };
    } finally {
      await provider.close?.();
    }
  };
  const failureOf = async (answer: Answer, timeoutMs?: number): Promise<AskError> => {
    const { url } = await startServer(answer);
    const provider = open(url, timeoutMs);
    const error = await provider.ask(REQUEST, new AbortController().signal).catch((e) => e);
    await provider.close?.();
    expect(error).toBeInstanceOf(AskError);
    expect(`${error.message} ${error.cause ?? ""}`).not.toMatch(/sk-test|cret/);
    return error;
  };
  const bodyOf = (server: TestServer, at = 0) =>
    JSON.parse(server.received[at]?.body ?? "") as Record<string, unknown>;

  describe(name, () => {
    it("asks for a strict call of play, with the key in its header and nowhere else", async () => {
      const { server, answer } = await ask(answering({ call: CALL }));
      expect(parseAdvice(answer.text)).toEqual(ADVICE);
      expect(answer.isCut).toBe(false);
      const [received] = server.received;
      const [header, value] = wire.keyHeader(KEY);
      expect(received?.headers[header]).toBe(value);
      expect(received?.path + (received?.body ?? "")).not.toContain(KEY);
      const body = bodyOf(server);
      expect(wire.asksForTool(body)).toBe(true);
      expect(wire.userTexts(body)).toEqual([REQUEST.turns[0]?.text]);
      expect(JSON.stringify(body)).toContain(REQUEST.system);
      expect(Object.values(body)).toContain(2_000);
    });

    it("tells what it cost, what came from the cache and what was thought", async () => {
      const { answer } = await ask(answering({ call: CALL }));
      expect({ written: 0, ...answer.usage }).toEqual(WIRE_USAGE);
    });

    it("reads a reply in a fence from a model that calls nothing", async () => {
      const { answer } = await ask(answering({ text: `Let me see.\n\`\`\`json\n${CALL}\n\`\`\`` }));
      expect(parseAdvice(answer.text)).toEqual(ADVICE);
    });

    it("sends the model its own turn back as it came, reasoning included, and the report as the call's result", async () => {
      const first = await ask(answering({ call: CALL }));
      const { text, native } = first.answer;
      const kept = JSON.parse(JSON.stringify(native));
      const turns = [
        ...REQUEST.turns,
        { by: "model" as const, text, native: kept },
        { by: "user" as const, text: "STEPS: nothing" },
      ];
      const { server } = await ask(answering({ call: CALL }), { ...REQUEST, turns });
      const sent = server.received[0]?.body ?? "";
      expect(sent).toMatch(/secret.thought/);
      expect(sent).toMatch(/call_1|toolu_1/);
      expect(wire.userTexts(bodyOf(server))).toEqual([REQUEST.turns[0]?.text, "STEPS: nothing"]);
    });

    it("tells a turn of another model by its text", async () => {
      const first = await ask(answering({ call: CALL }));
      const native = { ...(first.answer.native as object), model: "another" };
      const turns = [
        ...REQUEST.turns,
        { by: "model" as const, text: CALL, native },
        { by: "user" as const, text: "STEPS" },
        { by: "model" as const, text: "" },
        { by: "user" as const, text: "MORE" },
      ];
      const { server } = await ask(answering({ call: CALL }), { ...REQUEST, turns });
      expect(server.received[0]?.body).not.toMatch(/secret|call_1|toolu_1/);
      expect(server.received[0]?.body).toContain(JSON.stringify(CALL).slice(1, -1));
      expect(wire.userTexts(bodyOf(server))).toEqual([REQUEST.turns[0]?.text, "STEPS", "MORE"]);
    });

    it("says where an answer was cut off, and keeps no torn call", async () => {
      const { answer } = await ask(answering({ call: CALL.slice(0, 20), end: "cut" }));
      expect(answer).toMatchObject({ isCut: true, text: CALL.slice(0, 20) });
      expect(answer.native).toBeUndefined();
      expect(answer.usage?.output).toBe(WIRE_USAGE.output);
    });

    it("hands on a malformed call for what it is", async () => {
      const { answer } = await ask(answering({ call: '{"why": "x", "act": [' }));
      expect(answer.text).toBe('{"why": "x", "act": [');
      expect(parseAdvice(answer.text)).toMatch(/no JSON object/);
      const other = await ask(answering({ call: CALL, tool: "dance" }));
      expect(other.answer.native).toBeUndefined();
    });

    it.each<[WireError, string, RegExp]>([
      ["unwell", "overloaded", /unwell \(500\)/],
      ["overloaded", "overloaded", /unwell \(5[02][39]\)/],
      ["auth", "refused", /refused the key \(401\): check [A-Z_]+_API_KEY/],
      ["no-model", "refused", /no such model or address \(404\): .*nope/],
      ["too-long", "too-long", /longer than the model's context/],
      ["filtered", "filtered", /content filter/],
      ["credit", "refused", /no credit/],
      ["odd", "refused", /refused the request \(400\)/],
    ])("names %s a failure of kind %s, which cost nothing", async (kind, failure, message) => {
      const error = await failureOf(refusing(kind));
      expect(error).toMatchObject({ failure, usage: { input: 0, output: 0 } });
      expect(error.message).toMatch(message);
    });

    it("reads how long a 429 asks to wait", async () => {
      const error = await failureOf(refusing("limited", { "retry-after": "88" }));
      expect(error).toMatchObject({ failure: "limited", retryAfterMs: 88_000 });
      const soon = await failureOf(refusing("overloaded", { "retry-after": "2" }));
      expect(soon).toMatchObject({ failure: "overloaded", retryAfterMs: 2_000 });
    });

    it("finds an error inside a stream that began with 200", async () => {
      const overloaded = await failureOf(answering({ call: CALL, fault: "overloaded" }));
      expect(overloaded.failure).toBe("overloaded");
      const limited = await failureOf(answering({ call: CALL, fault: "limited" }));
      expect(limited.failure).toBe("limited");
    });

    it("takes a filtered answer, and one that broke off, for none", async () => {
      expect((await failureOf(answering({ text: "I", end: "filtered" }))).failure).toBe("filtered");
      expect((await failureOf(answering({ call: CALL, end: "torn" }))).failure).toBe("overloaded");
      const broken = await failureOf((_, response, drop) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(wire.stream({ call: CALL, end: "torn" }), () => drop());
      });
      expect(broken).toMatchObject({ failure: "overloaded", usage: undefined });
    });

    it("gives up a silent body, and one that drips", async () => {
      const silent = await failureOf(() => undefined, 150);
      expect(silent).toMatchObject({ failure: "timeout", usage: undefined });
      expect(silent.message).toContain("--model-timeout");
      const drips = await failureOf((_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        const timer = setInterval(() => response.write(": still here\n\n"), 20);
        response.on("close", () => clearInterval(timer));
      }, 150);
      expect(drips.failure).toBe("timeout");
    });

    it("waits for a slow body within its time", async () => {
      const whole = wire.stream({ call: CALL });
      const { answer } = await ask(async (_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        for (const part of [whole.slice(0, 333), whole.slice(333, 700), whole.slice(700)]) {
          response.write(part);
          await new Promise(setImmediate);
        }
        response.end();
      });
      expect(parseAdvice(answer.text)).toEqual(ADVICE);
    });

    it("stops at once where it is told to", async () => {
      const stop = new AbortController();
      const { url } = await startServer(() => stop.abort(new Error("enough")));
      const provider = open(url);
      await expect(provider.ask(REQUEST, stop.signal)).rejects.toThrow("enough");
      await provider.close?.();
    });

    it("says that nobody is there, or something else", async () => {
      const provider = open("http://127.0.0.1:9");
      const error = await provider.ask(REQUEST, new AbortController().signal).catch((e) => e);
      expect(error).toMatchObject({ failure: "unreachable", usage: { input: 0 } });
      await provider.close?.();
      const page = await failureOf((_, response) => void response.end("<html>hello</html>"));
      expect(page.failure).toBe("gone");
      expect(page.message).toContain("--model-url");
    });

    it("leaves out what the service says it lacks, once for all", async () => {
      const server = await startServer((request, response) => {
        const complains = request.body.includes('"strict":true');
        const answer = complains
          ? refusing("odd", {}, "Unknown parameter: 'strict'.")
          : answering({ call: CALL });
        return answer(request, response, () => undefined);
      });
      const provider = open(server.url);
      const { signal } = new AbortController();
      const error = await provider.ask(REQUEST, signal).catch((e) => e);
      expect(error).toMatchObject({ failure: "adapted", usage: { input: 0 } });
      await provider.ask(REQUEST, signal);
      await provider.ask(REQUEST, signal);
      expect(server.received).toHaveLength(3);
      expect(bodyOf(server, 2).tools).toBeDefined();
      await provider.close?.();
    });
  });
}
