import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { messageOf, UsageError } from "../base/errors.ts";
import { createRandom, type Random } from "../base/random.ts";
import { createAffinity } from "./affinity.ts";
import { type AnswerOptions, createAnswer } from "./answer.ts";
import { deliver } from "./deliver.ts";
import { createFates, type Fate } from "./fates.ts";
import { type Faults, isRefusal, NO_FAULTS } from "./faults.ts";
import { page, type Reply } from "./reply.ts";
import { retryAfter } from "./retry-after.ts";

/** Longer than a client keeps an idle connection, so that it is never closed under a request. */
const KEEP_ALIVE_MS = 75_000;

export interface ArcadeOptions extends Omit<AnswerOptions, "retryAfter" | "levelResetsOnly"> {
  /** Milliseconds that a request takes to arrive: between these two, evenly spread. Default none. */
  readonly latencyMs?: readonly [number, number];
  readonly faults?: Faults;
  /** For latencies and faults. Default: the same chance every time. */
  readonly random?: Random;
  /** Hears of every request once its answer is known. */
  readonly onRequest?: (entry: ArcadeRequest) => void;
}

/** One request that was answered. */
export interface ArcadeRequest {
  /** Clock time of arrival. */
  readonly t: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The game a command named. */
  readonly gameId: string | null;
}

/** The ARC-AGI-3 API over embedded games, on this machine. */
export interface ArcadeServer {
  /** Starts to listen and returns the base URL. Port 0 picks a free one. */
  listen(port?: number, host?: string): Promise<string>;
  /** Stops listening and drops all connections. */
  close(): Promise<void>;
}

export function createArcadeServer(options: ArcadeOptions): ArcadeServer {
  const { clock, latencyMs: [fastest, slowest] = [0, 0], onRequest, faults = NO_FAULTS } = options;
  const random = options.random ?? createRandom("arcade");
  const affinity = createAffinity(randomUUID);
  const answer = createAnswer({ ...options, ...faults }, affinity);
  const drawFate = createFates(faults, random);
  const closing = new AbortController();
  // One listener for every answer under way: no leak, however many there are.
  setMaxListeners(0, closing.signal);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (slowest > 0) {
      const onItsWayMs = fastest + random.next() * (slowest - fastest);
      await clock.sleep(onItsWayMs, closing.signal);
    }
    const t = clock.now();
    const path = (request.url ?? "/").split("?", 1)[0] as string;
    const fate = drawFate(path, t);
    const { reply, instance, gameId } = await answer(request, path, t, refusalOf(fate));
    onRequest?.({ t, method: request.method ?? "", path, status: reply.status, gameId });
    // What was refused is told in peace.
    const mishap = reply.status === 200 && !isRefusal(fate.mishap) ? fate.mishap : null;
    const cookies = { "set-cookie": affinity.cookies(instance) };
    await deliver(response, reply, cookies, mishap, () =>
      clock.sleep(faults.byteMs, closing.signal),
    );
  }

  /** What a request is answered in place of being carried out. */
  function refusalOf({ mishap, waitMs }: Fate): Reply | null {
    if (!isRefusal(mishap)) return null;
    if (mishap === "html") return page(200);
    if (mishap === "500") return page(500);
    const headers = retryAfter(faults.retryAfter ?? "seconds", waitMs, clock.wallMs());
    return { ...page(503), headers };
  }

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    // What is thrown here is a connection that broke or a server that closes: nobody is listening.
    serve(request, response).catch(() => response.destroy());
  });

  return {
    listen: (port = 0, host = "127.0.0.1") =>
      new Promise((resolve, reject) => {
        server.once("error", (cause) =>
          reject(
            new UsageError(
              `the arcade cannot listen on ${host}:${port} (${messageOf(cause)}); choose another port`,
              { cause },
            ),
          ),
        );
        server.listen(port, host, () => {
          const bound = (server.address() as AddressInfo).port;
          resolve(`http://${host.includes(":") ? `[${host}]` : host}:${bound}`);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
