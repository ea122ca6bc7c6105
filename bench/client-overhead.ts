/**
 * What the client costs: steps per second through env, client, retry, limiter and cookies, beside
 * a bare undici loop that sends the same requests. Both talk to the embedded arcade in a process
 * of its own, in turns, several rounds. Then memory over a long run of steps.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import Table from "cli-table3";
import { Agent } from "undici";
import { createClient } from "../dist/api/client.js";
import { systemClock } from "../dist/base/clock.js";
import { createRandom } from "../dist/base/random.js";
import { createSessionEnv } from "../dist/env/session-env.js";
import { type Action, click } from "../dist/game/action.js";
import { createHttp } from "../dist/http/create-http.js";
import { RETRY_DEFAULTS } from "../dist/http/with-retry.js";
import { assembleLimiter } from "../dist/limiter/assemble-limiter.js";
import { rulesFor } from "../dist/limiter/budget/pace.js";

/** Short rounds in turns, the first of them for warming up: the machine's moods then hit both alike. */
const ROUNDS = 21;
const STEPS = 800;
const LONG_STEPS = Number(process.argv[2] ?? 100_000);

const server = fork(fileURLToPath(new URL("serve-arcade.js", import.meta.url)), { execArgv: [] });
const [baseUrl] = (await once(server, "message")) as [string];
const random = createRandom(1);

const http = createHttp({
  ...RETRY_DEFAULTS,
  baseUrl,
  timeoutMs: 30_000,
  userAgent: "arc-train/bench",
  limiter: assembleLimiter({ rules: rulesFor("off"), clock: systemClock, random }),
  clock: systemClock,
  random,
});
const client = createClient(http, "bench");
const card = await client.openCard({ tags: [], competition: false });
const gameId = (await client.games()).games.find((game) => game.tags.includes("click"))
  ?.gameId as string;
const env = createSessionEnv({ gameId, card, competition: false });
await env.step({ id: 0 });

const bare = await openBare();
const ours: number[] = [];
const theirs: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  theirs.push(await stepsPerSecond(STEPS, bare));
  ours.push(await stepsPerSecond(STEPS, async (action) => void (await env.step(action))));
}
ours.shift();
theirs.shift();
const table = new Table({
  head: ["loop", "steps/s, median", "min", "max"],
  style: { head: [], border: [], compact: true },
});
table.push(
  ["bare undici, text parsed as JSON", ...spread(theirs)],
  ["our client", ...spread(ours)],
);
console.log(table.toString());
const ratios = ours.map((rate, round) => rate / (theirs[round] as number));
console.log(`ratio, median of ${ratios.length} pairs: ${median(ratios).toFixed(2)}`);

const samples: string[] = [];
for (let done = 0; done < LONG_STEPS; done += LONG_STEPS / 5) {
  await stepsPerSecond(LONG_STEPS / 5, async (action) => void (await env.step(action)));
  globalThis.gc?.();
  samples.push(`${(process.memoryUsage().heapUsed / 1e6).toFixed(1)} MB`);
}
console.log(`heap over ${LONG_STEPS} steps, at each fifth: ${samples.join(", ")}`);
await http.close();
server.kill();

async function stepsPerSecond(steps: number, send: (action: Action) => Promise<void>) {
  const startedMs = systemClock.now();
  for (let step = 0; step < steps; step++) await send(click(random.int(64), random.int(64)));
  return (steps * 1000) / (systemClock.now() - startedMs);
}

/** The same requests with nothing around them: one card, one game, its cookies as they first came. */
async function openBare(): Promise<(action: Action) => Promise<void>> {
  const agent = new Agent();
  let cookie = "";
  const post = async (path: string, body: object) => {
    const reply = await agent.request({
      origin: baseUrl,
      path,
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": "bench", cookie },
      body: JSON.stringify(body),
    });
    if (cookie === "") {
      cookie = [reply.headers["set-cookie"] ?? []]
        .flat()
        .map((text) => text.split(";")[0])
        .join("; ");
    }
    return JSON.parse(await reply.body.text());
  };
  const { card_id } = await post("/api/scorecard/open", {});
  const { guid } = await post("/api/cmd/RESET", { game_id: gameId, card_id });
  return async ({ id, x, y }) => {
    await post(`/api/cmd/ACTION${id}`, { game_id: gameId, guid, x, y });
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function spread(values: readonly number[]): string[] {
  return [median(values), Math.min(...values), Math.max(...values)].map((value) =>
    value.toFixed(0),
  );
}
