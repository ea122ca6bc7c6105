import { createServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { CookieJar } from "tough-cookie";
import { expect, it, onTestFinished } from "vitest";
import { ConnectionError } from "../../src/http/errors.ts";
import type { HttpRequest } from "../../src/http/request.ts";
import { startServer } from "../helpers/http-server.ts";
import { createTestHttp } from "../helpers/test-http.ts";

const POST: HttpRequest = { method: "POST", path: "/api/cmd/RESET", lane: "a", body: {} };
const READ: HttpRequest = { method: "GET", path: "/api/games", lane: "a", repeatable: true };
const MIB = 2 ** 20;

/** How one request ended, and how long it took, milliseconds. */
async function failureOf(url: string, request: HttpRequest, timeoutMs: number) {
  const http = createTestHttp(url, { timeoutMs, maxFailed: 0 });
  const startedMs = performance.now();
  const error = await http
    .sendWith(new CookieJar())(request)
    .then(
      () => null,
      (thrown) => thrown,
    );
  expect(error).toBeInstanceOf(ConnectionError);
  return { error: error as ConnectionError, tookMs: performance.now() - startedMs };
}

/** A server on loopback of bare sockets; it is closed with its connections when the test ends. */
async function startSockets(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => undefined));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as { port: number }).port}`;
}

/** Writes `first`, then a byte each 20 ms. */
function drip(socket: Socket, first: string) {
  socket.write(first);
  const timer = setInterval(() => socket.write(" "), 20);
  socket.on("close", () => clearInterval(timer));
}

it.each([
  ["its body", "HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{"],
  ["its header", "HTTP/1.1 200 OK\r\nx: "],
  ["its first line", "HTTP/1.1 200 O"],
])("ends after the timeout though a server drips %s", async (_name, first) => {
  const address = await startSockets((socket) => {
    socket.once("data", () => drip(socket, first));
  });
  const { error, tookMs } = await failureOf(`http://${address}`, POST, 300);
  expect(error).toMatchObject({ reason: "timeout", sent: true, code: "REPLY_LOST" });
  expect(tookMs).toBeLessThan(1_000);
});

it("knows that nothing was sent while it could not connect", async () => {
  const address = await startSockets((socket) => socket.resume());
  // The TLS handshake is never answered.
  const { error, tookMs } = await failureOf(`https://${address}`, POST, 300);
  expect(error).toMatchObject({ reason: "connect", sent: false, code: "UNREACHABLE" });
  expect(error.message).toContain("no connection within 0.3 s");
  expect(tookMs).toBeLessThan(1_000);
});

it("cuts off a reply without end, at once, and asks for it no second time", async () => {
  let writtenBytes = 0;
  const { url, received } = await startServer((_, response) => {
    const block = Buffer.alloc(MIB, " ");
    const more = () => {
      if (response.destroyed) return;
      writtenBytes += MIB;
      response.write(block);
    };
    response.on("drain", more);
    more();
  });
  const http = createTestHttp(url, { timeoutMs: 60_000 });
  const reply = http.sendWith(new CookieJar())(READ);
  await expect(reply).rejects.toMatchObject({ reason: "too-large", sent: true });
  await expect(reply).rejects.toThrow("larger than 20 MiB");
  expect(received).toHaveLength(1);
  // What is beyond the cap lay in the buffers of sockets.
  expect(writtenBytes).toBeGreaterThanOrEqual(20 * MIB);
  expect(writtenBytes).toBeLessThan(48 * MIB);
});

it("reads the largest frames there are", async () => {
  const row = `[${"15, ".repeat(63)}15], `;
  const body = `{"frame":[${Array(1_000).fill(`[${row.repeat(64).slice(0, -2)}]`)}]}`;
  expect(body.length).toBeGreaterThan(15 * MIB);
  const { url } = await startServer((_, response) => void response.end(body));
  const reply = await createTestHttp(url).sendWith(new CookieJar())(POST);
  expect(reply.body.length).toBe(body.length);
});

it("reads a header of many cookies, and says so where it is too large", async () => {
  const cookies = (count: number) =>
    Array.from({ length: count }, (_, n) => `c${n}=${"x".repeat(100)}`);
  let count = 300;
  const { url } = await startServer((_, response) => {
    response.writeHead(200, { "set-cookie": cookies(count) }).end("{}");
  });
  const reply = await createTestHttp(url).sendWith(new CookieJar())(POST);
  expect(reply.setCookies).toHaveLength(300);
  count = 1_000;
  const { error } = await failureOf(url, POST, 5_000);
  expect(error).toMatchObject({ reason: "too-large", sent: true });
  expect(error.message).toContain("header is larger than 64 KiB");
});

it("gives a request on its way a grace after the stop, then cuts it off", async () => {
  const { url, received } = await startServer(() => undefined);
  const stop = new AbortController();
  setTimeout(() => stop.abort("interrupted"), 100);
  const { error, tookMs } = await failureOf(url, { ...POST, signal: stop.signal }, 30_000);
  expect(received).toHaveLength(1);
  expect(error).toMatchObject({ reason: "aborted", sent: true, code: "CUT_OFF" });
  expect(tookMs).toBeGreaterThan(1_500);
  expect(tookMs).toBeLessThan(3_000);
});

it("takes the reply that comes within the grace", async () => {
  const stop = new AbortController();
  const { url } = await startServer(async (_, response) => {
    stop.abort("interrupted");
    await delay(200);
    response.end("{}");
  });
  const send = createTestHttp(url, { maxFailed: 0 }).sendWith(new CookieJar());
  expect((await send({ ...POST, signal: stop.signal })).status).toBe(200);
});
