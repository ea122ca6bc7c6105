import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createStop } from "../base/abort.ts";
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

const HOST = "127.0.0.1";

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
  /** It came without the cookies of its scorecard's opening, and so found nothing. */
  readonly lacksCookies: boolean;
}

/** The ARC-AGI-3 API over embedded games, on this machine. */
export interface ArcadeServer {
  /** Starts to listen on loopback and returns the base URL. Port 0 picks a free one. */
  listen(port?: number): Promise<string>;
  /** Stops listening and drops all connections. */
  close(): Promise<void>;
}

export function createArcadeServer(options: ArcadeOptions): ArcadeServer {
  const { clock, latencyMs: [fastest, slowest] = [0, 0], onRequest, faults = NO_FAULTS } = options;
  const random = options.random ?? createRandom("arcade");
  const affinity = createAffinity();
  const answer = createAnswer({ ...options, ...faults }, affinity);
  const drawFate = createFates(faults, random);
  const closing = createStop();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (slowest > 0) {
      const onItsWayMs = fastest + random.next() * (slowest - fastest);
      await clock.sleep(onItsWayMs, closing.signal);
    }
    const t = clock.now();
    const path = readPath(request.url);
    const fate = drawFate(path, t);
    const { reply, ...about } = await answer(request, path, t, refusalOf(fate));
    const { instance, gameId, lacksCookies } = about;
    onRequest?.({
      ...{ t, method: request.method ?? "", path, status: reply.status },
      ...{ gameId, lacksCookies },
    });
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
    listen: (port = 0) =>
      new Promise((resolve, reject) => {
        server.once("error", (cause) =>
          reject(
            new UsageError(
              `the arcade cannot listen on ${HOST}:${port} (${messageOf(cause)}); choose another port`,
              { cause },
            ),
          ),
        );
        server.listen(port, HOST, () => {
          const bound = (server.address() as AddressInfo).port;
          resolve(`http://${HOST}:${bound}`);
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

/** The path of a request, its leading slashes made one: addresses that end with a slash double it. */
const readPath = (url = "/"): string => (url.split("?", 1)[0] as string).replace(/^\/+/, "/");
