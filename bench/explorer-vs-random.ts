/**
 * On the embedded arcade: levels of the explorer beside those of chance, and the explorer's second
 * run on what the first one learned. Whole runs over HTTP, a fixed set of seeds.
 *
 *     node dist-bench/explorer-vs-random.js [actions per game] [seeds]
 */
import Table from "cli-table3";
import type { CreateAgent } from "../dist/agents/agent.js";
import { findAgent } from "../dist/agents/catalog.js";
import { createClient } from "../dist/api/client.js";
import { arcadeGames } from "../dist/arcade/games/catalog.js";
import { createArcadeServer } from "../dist/arcade/server.js";
import { systemClock } from "../dist/base/clock.js";
import { createRandom } from "../dist/base/random.js";
import { createSessionEnv } from "../dist/env/session-env.js";
import { createHttp } from "../dist/http/create-http.js";
import { RETRY_DEFAULTS } from "../dist/http/with-retry.js";
import { assembleLimiter } from "../dist/limiter/assemble-limiter.js";
import { rulesFor } from "../dist/limiter/budget/pace.js";
import { API_DELAYS } from "../dist/training/failure-policy.js";
import { train } from "../dist/training/train.js";

const ACTIONS = Number(process.argv[2] ?? 1_000);
const SEEDS = Number(process.argv[3] ?? 5);

/** Actions spent on each level completed, by game. */
type Levels = Map<string, number[]>;

const server = createArcadeServer({ games: arcadeGames, clock: systemClock, rpm: null });
const baseUrl = await server.listen();
const random = createRandom("bench");
const limiter = assembleLimiter({ rules: rulesFor("off"), clock: systemClock, random });
const http = createHttp({
  ...RETRY_DEFAULTS,
  baseUrl,
  timeoutMs: 30_000,
  userAgent: "arc-train/bench",
  limiter,
  clock: systemClock,
  random,
});
const client = createClient(http, "bench");
const { games } = await client.games();

const chance: Levels[] = [];
const first: Levels[] = [];
const second: Levels[] = [];
for (let seed = 1; seed <= SEEDS; seed++) {
  chance.push(await run("random", seed, new Map()));
  const memory = new Map<string, unknown>();
  first.push(await run("explorer", seed, memory));
  second.push(await run("explorer", seed + SEEDS, memory));
}

const levels = new Table({
  head: ["game", "random", "explorer"],
  style: { head: [], border: [], compact: true },
});
for (const { gameId } of games) levels.push([gameId, mean(chance, gameId), mean(first, gameId)]);
const [byChance, explored] = [total(chance), total(first)];
levels.push(["all", (byChance / SEEDS).toFixed(1), (explored / SEEDS).toFixed(1)]);
console.log(`levels completed in ${ACTIONS} actions per game, mean of ${SEEDS} seeds`);
console.log(levels.toString());
console.log(`explorer ÷ random: ${(explored / byChance).toFixed(1)}\n`);

const again = new Table({
  head: ["seed", "levels", "actions, 1st run", "2nd run", "ratio"],
  style: { head: [], border: [], compact: true },
});
for (const [index, learned] of first.entries()) {
  const [spent, spentAgain] = compare(learned, second[index] as Levels);
  const count = [...learned.values()].flat().length;
  again.push([index + 1, count, spent, spentAgain, (spentAgain / spent).toFixed(2)]);
}
console.log(
  "actions on the levels that the first run completed, and on the same levels in the second",
);
console.log(again.toString());
await http.close();
await server.close();

async function run(name: string, seed: number, memory: Map<string, unknown>): Promise<Levels> {
  const createAgent = findAgent(name) as CreateAgent;
  const chanceOfRun = createRandom(seed);
  const done: Levels = new Map(games.map(({ gameId }) => [gameId, []]));
  await train(
    {
      runId: "bench",
      agentName: name,
      server: baseUrl,
      games,
      limits: {
        maxActions: ACTIONS,
        maxEpisodes: Number.POSITIVE_INFINITY,
        untilLevels: Number.POSITIVE_INFINITY,
        afterWin: "end",
      },
      delays: { ...API_DELAYS, episodeMs: 0 },
      maxMs: null,
      concurrency: 1,
    },
    {
      clock: systemClock,
      limiter,
      async emit(event) {
        if (event.type === "error") throw new Error(event.message);
        if (event.type !== "level.completed") return;
        const finished = done.get(event.gameId) as number[];
        if (event.level === finished.length + 1) finished.push(event.actions);
      },
      memory: {
        load: (gameId) => memory.get(gameId),
        save: (gameId, saved) => memory.set(gameId, saved),
      },
      async openCard(signal) {
        const card = await client.openCard({ tags: [], competition: false }, signal);
        return {
          cardId: card.cardId,
          env: (gameId) => createSessionEnv({ gameId, card, competition: false }),
          close: card.close,
        };
      },
      createAgent: async (context) =>
        await createAgent({
          ...context,
          random: chanceOfRun.fork(context.gameId),
          canRestartGame: true,
        }),
      interrupt: new AbortController().signal,
    },
  );
  return done;
}

function mean(runs: readonly Levels[], gameId: string): string {
  const sum = runs.reduce((all, done) => all + (done.get(gameId)?.length ?? 0), 0);
  return (sum / SEEDS).toFixed(1);
}

function total(runs: readonly Levels[]): number {
  return runs.reduce((all, done) => all + [...done.values()].flat().length, 0);
}

/** A level that the second run did not complete counts as the whole budget. */
function compare(learned: Levels, repeated: Levels): [number, number] {
  let spent = 0;
  let spentAgain = 0;
  for (const [gameId, actions] of learned) {
    for (const [level, count] of actions.entries()) {
      spent += count;
      spentAgain += repeated.get(gameId)?.[level] ?? ACTIONS;
    }
  }
  return [spent, spentAgain];
}
