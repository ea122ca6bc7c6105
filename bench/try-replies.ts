import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CookieJar } from "tough-cookie";
import type { Agent } from "../dist/agents/agent.js";
import { createExplorer } from "../dist/agents/explorer/explorer.js";
import { type ArcClient, createClient } from "../dist/api/client.js";
import { arcadeGames } from "../dist/arcade/games/catalog.js";
import { createArcadeServer } from "../dist/arcade/server.js";
import { type Clock, systemClock } from "../dist/base/clock.js";
import { openDatabase } from "../dist/base/open-database.js";
import { createRandom, type Random } from "../dist/base/random.js";
import { createSessionEnv } from "../dist/env/session-env.js";
import { createHttp, type Http } from "../dist/http/create-http.js";
import { RETRY_DEFAULTS } from "../dist/http/with-retry.js";
import { assembleLimiter } from "../dist/limiter/assemble-limiter.js";
import { rulesFor } from "../dist/limiter/budget/pace.js";
import { AGENT_MEMORY_SCHEMA, createAgentMemory } from "../dist/memory/store/agent-memory.js";
import { decodeMemoryFile, encodeMemoryFile } from "../dist/memory/store/memory-file.js";
import { listMemory } from "../dist/memory/store/memory-rows.js";
import { mergeGameMemory } from "../dist/memory/store/merge-game-memory.js";
import { readSavedGameMemory } from "../dist/memory/store/saved-game-memory.js";
import { API_DELAYS } from "../dist/training/failure-policy.js";
import { createGameTraining } from "../dist/training/game-training.js";
import { createMutate } from "./mutate-reply.js";

/** What came of many mutated replies. */
export interface Findings {
  /** Replies that were mutated, and all. */
  readonly mutated: number;
  readonly replies: number;
  /** Trainings on a game, each of which ended by itself. */
  readonly trainings: number;
  /** Times that memory was saved, and then read back. */
  readonly saves: number;
  /** Failed steps by code. */
  readonly failures: ReadonlyMap<string, number>;
  /** The most CPU time between two replies: reading one, learning, choosing, saving. Milliseconds. */
  readonly slowestMs: number;
  /** The reply that it was for. */
  readonly slowestAfter: string;
  /** Resident memory of this process at its most, bytes: client, explorer, memory and arcade. */
  readonly maxRss: number;
  /** What must not happen, in words. */
  readonly faults: readonly string[];
}

/** Failures that no reply may bring about. */
const OURS: ReadonlySet<string> = new Set(["AGENT", "UNEXPECTED", "UNKEPT", "DISK"]);
/** Each reply is mutated with this chance. */
const MUTATED = 0.7;
const ACTIONS = 150;

/**
 * Trains the explorer on the embedded arcade through the real client, over HTTP, with most replies
 * mutated on their way in, until `count` were; its memory is kept in a database throughout.
 */
export async function tryReplies(
  count: number,
  seed: number | string,
  onTraining: (mutated: number) => void = () => undefined,
): Promise<Findings> {
  const random = createRandom(seed);
  const clock = createEagerClock();
  const arcade = createArcadeServer({ games: arcadeGames, clock: systemClock, rpm: null });
  const baseUrl = await arcade.listen();
  const limiter = assembleLimiter({ rules: rulesFor("off"), clock: systemClock, random });
  const real = createHttp({
    ...RETRY_DEFAULTS,
    baseUrl,
    userAgent: "bench",
    timeoutMs: 30_000,
    limiter,
    clock,
    random,
  });
  const dir = mkdtempSync(join(tmpdir(), "arc-train-replies-"));
  const database = openDatabase(dir, [AGENT_MEMORY_SCHEMA]);
  const tally = { mutated: 0, replies: 0, trainings: 0, saves: 0, slowestMs: 0, slowestAfter: "" };
  let last = "";
  const failures = new Map<string, number>();
  const faults: string[] = [];
  let cpu = process.cpuUsage();
  const client = createClient(mutating(real, random), "key");

  try {
    while (tally.mutated < count && faults.length < 10) {
      tally.trainings += 1;
      const { id: gameId } = random.pick(arcadeGames);
      await trainOnce(client, gameId).catch((error) => note(error, "a training"));
      checkKept(gameId);
      onTraining(tally.mutated);
    }
  } finally {
    database.close();
    rmSync(dir, { recursive: true, force: true });
    await real.close();
    await limiter.close();
    await arcade.close();
  }
  return { ...tally, failures, faults, maxRss: process.resourceUsage().maxRSS * 1024 };

  function mutating(http: Http, chance: Random): Http {
    const mutate = createMutate(chance.fork("mutations"));
    return {
      close: http.close,
      sendWith(jar: CookieJar) {
        const send = http.sendWith(jar);
        return async (request) => {
          const { user, system } = process.cpuUsage(cpu);
          const tookMs = (user + system) / 1_000;
          if (tookMs > tally.slowestMs) {
            tally.slowestMs = tookMs;
            tally.slowestAfter = `${last.length} bytes: ${last.slice(0, 60)}`;
          }
          const reply = await send(request);
          tally.replies += 1;
          const isMutated = chance.next() < MUTATED;
          if (isMutated) tally.mutated += 1;
          const changed = isMutated
            ? { ...reply, ...watched("mutating", () => mutate(reply)) }
            : reply;
          last = changed.body;
          cpu = process.cpuUsage();
          return changed;
        };
      },
    };
  }

  /** One game on a card of its own; what the server's replies make impossible is left. */
  async function trainOnce(client: ArcClient, gameId: string): Promise<void> {
    await client.games().catch(tallied);
    const card = await client.openCard({ tags: [], competition: false }).catch(tallied);
    if (!card) return;
    const memory = createAgentMemory(database, "explorer", clock, mergeGameMemory);
    const saved = memory.load(gameId);
    const agent = (await createExplorer({
      gameId,
      runId: `run-${tally.trainings}`,
      random: random.fork(`${tally.trainings}`),
      ...(saved !== undefined && { saved }),
      maxActions: ACTIONS,
      canRestartGame: true,
    })) as Required<Agent>;
    const training = createGameTraining({
      env: createSessionEnv({ gameId, card, competition: false }),
      agent: {
        choose: (frame) => watched("choosing", () => agent.choose(frame)),
        observe: (step) => watched("learning", () => agent.observe(step)),
        playsOn: () => watched("going on", agent.playsOn),
        save: () => watched("packing", agent.save),
        describe: agent.describe,
      },
      limits: { maxActions: ACTIONS, maxEpisodes: 50, untilLevels: Infinity, afterWin: "play-on" },
      delays: API_DELAYS,
      clock,
      // An arcade that is never away.
      outage: { stepped: () => undefined, isGeneralSince: () => false },
      stop: new AbortController().signal,
      async emit(event) {
        if (event.type !== "error") return;
        failures.set(event.code, (failures.get(event.code) ?? 0) + 1);
        // An agent's choice that is refused costs it a turn.
        const isBorne = event.code === "AGENT" && event.next.startsWith("it is asked again");
        if (OURS.has(event.code) && !isBorne) faults.push(`${event.code}: ${event.message}`);
      },
      async saveMemory(saved) {
        tally.saves += 1;
        watched("saving", () => memory.save(gameId, saved));
      },
    });
    await training.play();
    await card.close().catch(tallied);
  }

  /** What is kept of a game can be read, and now and then all of it goes through a file and back. */
  function checkKept(played: string): void {
    const isThorough = tally.trainings % 20 === 0;
    const rows = listMemory(database, isThorough ? {} : { games: [played] });
    for (const { gameId, saved } of rows) {
      if (!readSavedGameMemory(saved)) faults.push(`what is kept of ${gameId} cannot be read`);
    }
    if (!isThorough || rows.length === 0) return;
    const back = decodeMemoryFile(encodeMemoryFile(rows, true));
    if (back.length !== rows.length) faults.push("not all comes back from a file");
  }

  /** What fails here is a fault, and where. */
  function watched<Result>(what: string, work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      note(error, what);
      throw error;
    }
  }

  function tallied(error: unknown): undefined {
    const code = (error as { code?: string }).code ?? "UNEXPECTED";
    failures.set(code, (failures.get(code) ?? 0) + 1);
    if (code === "UNEXPECTED") note(error, "a request");
    return undefined;
  }

  function note(error: unknown, what: string): void {
    faults.push(`${what}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

/** Nobody waits: a sleep moves time on at once. */
function createEagerClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    wallMs: () => Date.UTC(2026, 0, 1) + now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      now += ms;
    },
  };
}
