import dns from "node:dns";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { Worker } from "node:worker_threads";
import { CookieJar } from "tough-cookie";
import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import type { ConnectionError } from "../../../src/http/errors.ts";
import type { HttpRequest } from "../../../src/http/request.ts";
import { startServer } from "../../helpers/http-server.ts";
import { createTestHttp } from "../../helpers/test-http.ts";
import { startTlsServer } from "../../helpers/tls-server.ts";

const POST: HttpRequest = { method: "POST", path: "/api/cmd/RESET", lane: "a", body: {} };

afterEach(() => vi.restoreAllMocks());

async function failureOf(url: string): Promise<ConnectionError> {
  const http = createTestHttp(url, { maxFailed: 0, timeoutMs: 20_000 });
  return await http
    .sendWith(new CookieJar())(POST)
    .then(
      () => {
        throw new Error("it was answered");
      },
      (error) => error,
    );
}

/** Lets the name `two.test` stand for these addresses. */
function nameFor(addresses: readonly string[]) {
  const found = addresses.map((address) => ({ address, family: 4 }));
  vi.spyOn(dns, "lookup").mockImplementation(((
    _name: string,
    _options: object,
    done: (error: null, found: object) => void,
  ) => done(null, found)) as never);
}

/** A port on 127.0.0.2 that answers no SYN: somebody listens, never accepts, and the queue is full. */
async function startBlackHole(): Promise<number> {
  const listening = `
    const { createServer } = require("node:net");
    const { parentPort } = require("node:worker_threads");
    const server = createServer();
    server.listen({ host: "127.0.0.2", port: 0, backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
    });`;
  const worker = new Worker(listening, { eval: true });
  const [port] = (await once(worker, "message")) as [number];
  const fillers = Array.from({ length: 4 }, () => connect(port, "127.0.0.2"));
  onTestFinished(async () => {
    for (const filler of fillers) filler.on("error", () => undefined).destroy();
    await worker.terminate();
  });
  await Promise.race(fillers.map((filler) => once(filler, "connect")));
  return port;
}

it("tells what befell each address of a host, and that nothing was sent", async () => {
  nameFor(["127.0.0.2", "127.0.0.3"]);
  const error = await failureOf("http://two.test:1");
  expect(error).toMatchObject({ sent: false, reason: "connect", code: "UNREACHABLE" });
  expect(error.message).toContain(
    "(connect ECONNREFUSED 127.0.0.2:1; connect ECONNREFUSED 127.0.0.3:1)",
  );
});

// Only Linux has all of 127.0.0.0/8 on loopback.
it.runIf(process.platform === "linux")(
  "gives an address that does not answer two seconds, then tries the next one",
  async () => {
    const port = await startBlackHole();
    nameFor(["127.0.0.2", "127.0.0.3"]);
    const startedMs = performance.now();
    const error = await failureOf(`http://two.test:${port}`);
    expect(performance.now() - startedMs).toBeGreaterThan(1_900);
    expect(error).toMatchObject({ sent: false, reason: "connect" });
    expect(error.message).toMatch(/ETIMEDOUT 127\.0\.0\.2.*ECONNREFUSED 127\.0\.0\.3/);
  },
);

it("says that a certificate's issuer is unknown, and what helps", async () => {
  const { port } = await startTlsServer("localhost");
  const error = await failureOf(`https://localhost:${port}`);
  expect(error).toMatchObject({ sent: false, reason: "connect" });
  expect(error.message).toMatch(/does not know who issued.*NODE_EXTRA_CA_CERTS/);
});

it("says that a port speaks no TLS", async () => {
  const { url } = await startServer((_, response) => void response.end("{}"));
  const error = await failureOf(url.replace("http:", "https:"));
  expect(error).toMatchObject({ sent: false, reason: "connect" });
  expect(error.message).toContain("the port speaks no TLS");
});

it("says that what answers speaks no HTTP", async () => {
  const server = createServer((socket) => socket.on("error", () => undefined).end("SSH-2.0-x\r\n"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const error = await failureOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect(error.message).toContain("speaks no HTTP");
});
