import { expect, it } from "vitest";
import { ConnectionError } from "../../src/http/errors.ts";
import type { HttpReply, HttpRequest, Send } from "../../src/http/request.ts";
import { withLimit } from "../../src/http/with-limit.ts";
import type { Limiter } from "../../src/limiter/limiter.ts";
import { createTapeLimiter } from "../helpers/tape-limiter.ts";

const REQUEST: HttpRequest = { method: "GET", path: "/", lane: "ls20", priority: "critical" };

/** The limiter's tape of one request that `send` answers, and what became of it. */
async function tapeOf(send: Send, request = REQUEST) {
  const { tape, acquire } = createTapeLimiter();
  const limited = withLimit({ acquire } as Limiter, async (passed) => {
    tape.push("send");
    return await send(passed);
  });
  const end = await limited(request).then(
    (reply) => reply.status,
    (error) => error,
  );
  return { end, tape };
}

const reply =
  (status: number, more: Partial<HttpReply> = {}): Send =>
  async () => ({ status, body: "", setCookies: [], ...more });

const failing =
  (error: unknown): Send =>
  async () => {
    throw error;
  };

it.each<[string, Send, string]>([
  ["200", reply(200), 'ok {"kind":"ok"}'],
  ["204", reply(204), 'ok {"kind":"ok"}'],
  ["302", reply(302), "failed http_302"],
  ["400", reply(400), "failed http_400"],
  ["500", reply(500), "failed http_500"],
  ["429", reply(429), 'limited {"kind":"limited"}'],
  [
    "429 with Retry-After",
    reply(429, { retryAfterMs: 0 }),
    'limited {"kind":"limited","retryAfterMs":0}',
  ],
  ["503 with Retry-After", reply(503, { retryAfterMs: 45_000 }), "failed http_503 45000"],
  ["200 with Retry-After", reply(200, { retryAfterMs: 5 }), 'ok {"kind":"ok"}'],
  ["never sent", failing(new ConnectionError("connect", false, "")), "failed connect"],
  ["lost", failing(new ConnectionError("timeout", true, "")), "unknown timeout"],
  ["a fault of ours", failing(new TypeError("oops")), "unknown error"],
])("settles once, after a grant: %s", async (_name, send, outcome) => {
  expect((await tapeOf(send)).tape).toEqual([
    "grant 1 ls20 critical",
    "send",
    `settle 1 ${outcome}`,
  ]);
});

it("passes replies and errors on as they are", async () => {
  expect((await tapeOf(reply(418))).end).toBe(418);
  const error = new ConnectionError("reset", true, "");
  expect((await tapeOf(failing(error))).end).toBe(error);
});

it("sends nothing without a grant", async () => {
  const signal = AbortSignal.abort("interrupted");
  expect(await tapeOf(reply(200), { ...REQUEST, signal })).toEqual({
    end: "interrupted",
    tape: [],
  });
});
