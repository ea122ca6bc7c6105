import { onTestFinished } from "vitest";
import { arcadeGames } from "../../src/arcade/games/catalog.ts";
import { createArcadeServer } from "../../src/arcade/server.ts";
import { systemClock } from "../../src/base/clock.ts";
import type { Random } from "../../src/base/random.ts";
import { startServer } from "./http-server.ts";
import { forward } from "./lossy-proxy.ts";

/** `limiting`: after some commands all are refused for a minute. `mute`: no word comes back. */
export type Mood = "well" | "limiting" | "mute commands" | "mute opening" | "mute closing";

export interface MoodyArcade {
  readonly url: string;
  /** Resolves when the n-th request has come. */
  request(n: number): Promise<void>;
  /** Resolves when none has come for so long, after the first. */
  quiet(ms: number): Promise<void>;
  /** Cards whose opening was answered, but no closing. */
  openCards(): string[];
}

/** Commands that are carried out before the mood shows. */
const PATIENCE = 6;

/** An arcade on loopback behind a server of that mood, each request a moment on its way. */
export async function startMoodyArcade(mood: Mood, random: Random): Promise<MoodyArcade> {
  const arcade = createArcadeServer({ games: arcadeGames, clock: systemClock, rpm: null });
  const target = await arcade.listen();
  onTestFinished(() => arcade.close());
  const open = new Set<string>();
  const watchers = new Set<() => void>();
  let count = 0;
  let commands = 0;
  let latestMs = Number.POSITIVE_INFINITY;

  const { url } = await startServer(async (request, response, drop) => {
    count += 1;
    latestMs = performance.now();
    for (const watch of watchers) watch();
    await systemClock.sleep(random.int(40));
    const isCommand = request.path.startsWith("/api/cmd/");
    if (isCommand) commands += 1;
    const isMoody = commands > PATIENCE && isCommand;
    if (mood === "limiting" && isMoody) {
      response.writeHead(429, { "retry-after": "60" });
      return void response.end('{"error":"RATE_LIMITED"}');
    }
    if (mood === "mute commands" && isMoody) return;
    if (mood === "mute opening" && request.path === "/api/scorecard/open") return;
    if (mood === "mute closing" && request.path === "/api/scorecard/close") return;
    const reply = await forward(target, request);
    const body = await reply.text();
    if (response.destroyed) return drop();
    if (request.path === "/api/scorecard/open") open.add(JSON.parse(body).card_id);
    if (request.path === "/api/scorecard/close") open.delete(JSON.parse(request.body).card_id);
    response.writeHead(reply.status, { "set-cookie": reply.headers.getSetCookie() });
    response.end(body);
  });

  return {
    url,
    request: (n) =>
      new Promise((resolve) => {
        const watch = () => {
          if (count >= n) resolve();
        };
        watchers.add(watch);
        watch();
      }),
    async quiet(ms) {
      for (let left = ms; left > 0; left = latestMs + ms - performance.now()) {
        await systemClock.sleep(Math.min(left, ms));
      }
    },
    openCards: () => [...open],
  };
}
