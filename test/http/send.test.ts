import { CookieJar } from "tough-cookie";
import { expect, it } from "vitest";
import { ConnectionError } from "../../src/http/errors.ts";
import type { HttpReply, HttpRequest } from "../../src/http/request.ts";
import { type Answer, startServer } from "../helpers/http-server.ts";
import { createTestHttp } from "../helpers/test-http.ts";

const GET: HttpRequest = { method: "GET", path: "/api/games", lane: "games" };
const POST: HttpRequest = { method: "POST", path: "/api/cmd/RESET", lane: "a", body: { n: "é" } };

const single = { maxFailed: 0, maxLimited: 1 };

async function ask(url: string, request = GET, timeoutMs = 5_000): Promise<HttpReply> {
  return await createTestHttp(url, { ...single, timeoutMs }).sendWith(new CookieJar())(request);
}

async function failureOf(url: string, request = POST, timeoutMs = 5_000): Promise<ConnectionError> {
  const error = await ask(url, request, timeoutMs).then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(ConnectionError);
  return error;
}

it("returns whatever came, read and unjudged", async () => {
  const { url } = await startServer((_, response) => {
    response.writeHead(503, {
      "content-type": "text/html",
      location: "/elsewhere",
      "retry-after": "1.5",
      date: "Thu, 01 Jan 2026 00:00:07 GMT",
      "set-cookie": ["a=1; Path=/", "b=2; Path=/api"],
    });
    response.end("<html>busy</html>");
  });
  expect(await ask(url)).toEqual({
    status: 503,
    body: "<html>busy</html>",
    contentType: "text/html",
    location: "/elsewhere",
    setCookies: ["a=1; Path=/", "b=2; Path=/api"],
    retryAfterMs: 1500,
    serverTimeMs: Date.UTC(2026, 0, 1, 0, 0, 7),
  });
});

it.each([
  ["0", undefined],
  ["120", 120_000],
  ["-1", undefined],
  ["soon", undefined],
  ["Thu, 01 Jan 2026 00:00:10 GMT", 3_000],
  ["Thu, 01 Jan 2026 00:00:00 GMT", undefined],
  [`${Date.UTC(2026, 0, 1, 0, 0, 37) / 1_000}`, 30_000],
  ["1890000000", 3_600_000],
])("reads Retry-After: %s as %s ms", async (header, expected) => {
  const date = "Thu, 01 Jan 2026 00:00:07 GMT";
  const { url } = await startServer((_, response) => {
    response.writeHead(429, { "retry-after": header, date }).end();
  });
  expect((await ask(url)).retryAfterMs).toBe(expected);
});

it("sends JSON with its type, and no body where there is none", async () => {
  const { url, received } = await startServer((_, response) => void response.end("{}"));
  await ask(url, { ...POST, headers: { "x-api-key": "k" } });
  await ask(url, GET);
  expect(received.map(({ method, path, body }) => [method, path, body])).toEqual([
    ["POST", "/api/cmd/RESET", '{"n":"é"}'],
    ["GET", "/api/games", ""],
  ]);
  expect(received[0]?.headers).toMatchObject({
    "content-type": "application/json",
    accept: "application/json",
    "accept-encoding": "identity",
    "user-agent": "arc-train/test",
    "x-api-key": "k",
  });
  expect(received[1]?.headers).not.toHaveProperty("content-type");
});

it("keeps a base URL's path before its own", async () => {
  const { url, received } = await startServer((_, response) => void response.end());
  await ask(`${url}/some/proxy`);
  expect(received[0]?.path).toBe("/some/proxy/api/games");
});

it("knows that nothing was sent to a port where nobody listens", async () => {
  const { url } = await startServer(() => undefined);
  // Port 1 of loopback: privileged, and in use nowhere.
  const error = await failureOf(url.replace(/\d+$/, "1"));
  expect(error).toMatchObject({ sent: false, reason: "connect", code: "UNREACHABLE" });
  expect(error.message).toContain("ECONNREFUSED");
});

const BREAKS: [string, Answer][] = [
  ["before any reply", (_request, _response, drop) => drop()],
  [
    "within the headers",
    (_request, response, drop) => void response.socket?.write("HTTP/1.1 200 OK\r\nconte", drop),
  ],
  [
    "within the body",
    (_request, response, drop) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("{", drop);
    },
  ],
];
it.each(BREAKS)("takes a request for lost that breaks %s", async (_name, answer) => {
  const { url, received } = await startServer(answer);
  expect(await failureOf(url)).toMatchObject({ sent: true, reason: "reset", code: "REPLY_LOST" });
  expect(received).toHaveLength(1);
});

const HANGS: [string, Answer][] = [
  ["never answers", () => undefined],
  [
    "stops within the body",
    (_request, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("{");
    },
  ],
];
it.each(HANGS)("takes a request for lost when the server %s in time", async (_name, answer) => {
  const { url } = await startServer(answer);
  const error = await failureOf(url, POST, 60);
  expect(error).toMatchObject({ sent: true, reason: "timeout", code: "REPLY_LOST" });
  expect(error.message).toContain("0.06 s");
});

it("uses its connections again", async () => {
  const { url, connections } = await startServer((_, response) => void response.end("{}"));
  const send = createTestHttp(url).sendWith(new CookieJar());
  // A reply is read a moment before its connection is free, so two take turns.
  for (let i = 0; i < 20; i++) await send(POST);
  expect(connections()).toBeLessThanOrEqual(2);
  for (let i = 0; i < 10; i++) await Promise.all(Array.from({ length: 6 }, () => send(POST)));
  expect(connections()).toBeGreaterThan(2);
  expect(connections()).toBeLessThanOrEqual(2 * 6 + 2);
});

it("goes on with a server that closes every connection", async () => {
  const { url, connections, received } = await startServer((_, response) => {
    response.writeHead(200, { connection: "close" }).end("{}");
  });
  const send = createTestHttp(url, single).sendWith(new CookieJar());
  for (let i = 0; i < 5; i++) expect((await send(POST)).status).toBe(200);
  expect(connections()).toBe(5);
  expect(received).toHaveLength(5);
});

it("cuts what is under way when it is closed", async () => {
  let arrived = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const { url } = await startServer(() => arrived());
  const http = createTestHttp(url, single);
  const reply = http.sendWith(new CookieJar())(POST);
  const failed = expect(reply).rejects.toMatchObject({ code: "REPLY_LOST", sent: true });
  await arrival;
  await http.close();
  await failed;
});
