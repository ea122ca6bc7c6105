import { describe, expect, it, onTestFinished } from "vitest";
import type { Agent } from "../../src/agents/agent.ts";
import { createClient } from "../../src/api/client.ts";
import { createArcadeServer } from "../../src/arcade/server.ts";
import { systemClock } from "../../src/base/clock.ts";
import { cpuTimeMs } from "../../src/base/cpu-time.ts";
import { UsageError } from "../../src/base/errors.ts";
import { createRandom } from "../../src/base/random.ts";
import { openTrainingCard } from "../../src/cli/open-training-card.ts";
import type { PlayRecord } from "../../src/evaluation/play-record.ts";
import {
  type BenchParts,
  type BenchPlan,
  type Play,
  runBench,
} from "../../src/evaluation/run-bench.ts";
import { listSeries } from "../../src/evaluation/series.ts";
import { assembleLimiter } from "../../src/limiter/assemble-limiter.ts";
import { rulesFor } from "../../src/limiter/budget/pace.ts";
import type { TimedEvent } from "../../src/training/events.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";
import { createTestHttp } from "../helpers/test-http.ts";
import { createWalkGame } from "../helpers/tiny-games.ts";

const NO_WAIT = { baseMs: 0, stepMs: 0, maxMs: 0 };

interface Setting {
  readonly agents: Readonly<Record<string, (play: Play, saved: unknown) => Agent>>;
  readonly seeds?: readonly number[];
  readonly plan?: Partial<BenchPlan>;
  readonly parts?: Partial<BenchParts>;
  readonly on?: (event: TimedEvent, play: Play, interrupt: () => void) => void;
}

/** A bench on two walk games (baselines 2 and 4) of a real server. */
async function bench({ agents, seeds = [1], plan, parts, on }: Setting) {
  const requests: string[] = [];
  const server = createArcadeServer({
    games: [createWalkGame("walk-0001"), createWalkGame("jump-0001")],
    clock: systemClock,
    rpm: null,
    onRequest: ({ path }) => requests.push(path),
  });
  const http = createTestHttp(await server.listen());
  onTestFinished(() => server.close());
  const client = createClient(http, "key");
  const { games } = await client.games();
  const interrupt = new AbortController();
  const records: PlayRecord[] = [];
  const memories = new Map<string, unknown>();
  const outcome = runBench(
    {
      series: listSeries(Object.keys(agents), games, seeds),
      sessions: 1,
      maxActions: 20,
      maxMs: null,
      parallel: 2,
      delays: { episodeMs: 0, failure: NO_WAIT, exception: NO_WAIT },
      server: "here",
      ...plan,
    },
    {
      clock: systemClock,
      cpuMs: cpuTimeMs,
      limiter: assembleLimiter({
        rules: rulesFor("off"),
        clock: systemClock,
        random: createRandom(1),
      }),
      openCard: (_, signal) => openTrainingCard(client, { tags: [], competition: false }, signal),
      createAgent: async (play, { saved }) => agents[play.agent]!(play, saved),
      memoryOf: ({ agent, seed }) => ({
        load: (gameId) => memories.get(`${agent} ${seed} ${gameId}`),
        save: (gameId, saved) => memories.set(`${agent} ${seed} ${gameId}`, saved),
      }),
      versionOf: (agent) => `${agent} v1`,
      onEvent: (play, event) => on?.(event, play, () => interrupt.abort("interrupted")),
      onRecord: (record) => records.push(record),
      interrupt: interrupt.signal,
      ...parts,
    },
  );
  const count = (path: string) => requests.filter((request) => request.endsWith(path)).length;
  return { outcome: await outcome, records, cards: () => [count("/open"), count("/close")] };
}

/** Walks on; as long as it has not won, it first does nothing twice on each level. */
function createDawdler(): Agent {
  let won = false;
  let waited = 0;
  return {
    choose: () => ({ id: won || ++waited > 2 ? 1 : 3 }),
    playsOn: () => true,
    observe({ after, levelCompleted }) {
      if (levelCompleted) waited = 0;
      won ||= after.state === "WIN";
    },
  };
}

const always = (id: 1 | 2 | 3) => (): Agent => ({ choose: () => ({ id }) });

describe("runBench", () => {
  it("tells the first completions apart from what practice makes of them", async () => {
    const { outcome, records, cards } = await bench({ agents: { dawdler: createDawdler } });
    expect(outcome).toBe("done");
    expect(records).toHaveLength(2);
    // First 4 actions on either level of 2 and 4: 25 and 100, the second of twice the weight.
    expect(records[0]).toMatchObject({
      agentVersion: "dawdler v1",
      reason: "budget",
      levelsCompleted: 2,
      winLevels: 2,
      levelActions: [4, 4],
      baselines: [2, 4],
      firstScore: 75,
      bestScore: 100,
      actions: 20,
      deaths: 0,
      // It wants to go on after each of its four WINs.
      episodes: 4,
      comparedSteps: 20,
      idleSteps: 4,
      failures: [],
    });
    expect(new Set(records.map((record) => record.cardId)).size).toBe(2);
    expect(cards()).toEqual([2, 2]);
  });

  it("ends a game that is won where the agent hopes for no better play", async () => {
    const content = (): Agent => ({ ...createDawdler(), playsOn: () => false });
    const { records } = await bench({ agents: { content, walker: always(1) } });
    // Both levels are two steps long; the dawdler does nothing twice on each.
    expect(records.map(({ agent, reason, actions }) => `${agent} ${reason} ${actions}`)).toEqual(
      expect.arrayContaining(["content target 8", "walker target 4"]),
    );
    expect(records.every(({ reason }) => reason === "target")).toBe(true);
  });

  it("ends a play when its time is up, keeps it and goes on with the next", async () => {
    const clock = createFakeClock();
    // Each choice takes a minute.
    const slow = (): Agent => ({
      async choose() {
        await clock.advance(60_000);
        return { id: 3 };
      },
    });
    const plan = { maxMs: 150_000, parallel: 1 };
    const { outcome, records } = await bench({ agents: { slow }, plan, parts: { clock } });
    expect(outcome).toBe("done");
    expect(records).toHaveLength(2);
    expect(records).toMatchObject(
      Array(2).fill({ reason: "time", maxMinutes: 2.5, actions: 2, failures: [] }),
    );
  });

  it("counts deaths, pictures and actions without an effect", async () => {
    const agents = { loser: always(2), idler: always(3) };
    const { records } = await bench({ agents, plan: { maxActions: 7, parallel: 1 } });
    const of = (agent: string) => records.find((record) => record.agent === agent);
    // A RESET after each death costs one action: four deaths, three RESETs.
    expect(of("loser")).toMatchObject({ deaths: 4, resets: 3, actions: 7, idleSteps: 0 });
    expect(of("idler")).toMatchObject({ deaths: 0, comparedSteps: 7, idleSteps: 7, states: 1 });
  });

  it("comes to the same however many play at once", async () => {
    const agents = {
      gambler: ({ seed, game }: Play): Agent => {
        const random = createRandom(seed).fork(game.gameId);
        return { choose: () => ({ id: random.pick([1, 2, 3] as const) }) };
      },
    };
    const results = [];
    for (const parallel of [1, 5]) {
      const { records } = await bench({ agents, seeds: [1, 2, 3], plan: { parallel } });
      const timeless = records.map(({ wallMs, cpuMs, cardId, ...play }) => play);
      results.push(timeless.sort((a, b) => a.seed - b.seed || (a.gameId < b.gameId ? -1 : 1)));
    }
    expect(results[0]).toHaveLength(6);
    expect(results[1]).toEqual(results[0]);
  });

  it("hands what was learned to the next session, and to no other series", async () => {
    const started: string[] = [];
    const agents = {
      learner: ({ game, seed, session }: Play, saved: unknown): Agent => {
        started.push(`${game.gameId} ${seed} ${session}: ${saved}`);
        return { choose: () => ({ id: 3 }), save: () => `${game.gameId} ${seed} ${session}` };
      },
    };
    const { records } = await bench({
      agents,
      seeds: [1, 2],
      plan: { sessions: 3, maxActions: 2, parallel: 4 },
    });
    expect(records).toHaveLength(12);
    expect(started.sort()).toEqual(
      ["jump-0001", "walk-0001"].flatMap((gameId) =>
        [1, 2].flatMap((seed) => [
          `${gameId} ${seed} 1: undefined`,
          `${gameId} ${seed} 2: ${gameId} ${seed} 1`,
          `${gameId} ${seed} 3: ${gameId} ${seed} 2`,
        ]),
      ),
    );
  });

  it("keeps what an agent that breaks had reached, and plays the others", async () => {
    const agents = {
      broken: (): Agent => {
        let left = 2;
        return {
          choose() {
            if (left-- === 0) throw new Error("oops");
            return { id: 1 };
          },
        };
      },
      walker: always(1),
    };
    const { outcome, records } = await bench({ agents });
    expect(outcome).toBe("done");
    expect(records).toHaveLength(4);
    expect(records.filter(({ reason }) => reason === "error")).toMatchObject(
      Array(2).fill({
        agent: "broken",
        levelsCompleted: 1,
        failures: [
          expect.stringMatching(/^run-bench\.test\.ts:\d+: the agent failed in choose: oops$/),
        ],
      }),
    );
  });

  it("closes all cards when it is interrupted, and tells no play that was cut short", async () => {
    const { outcome, records, cards } = await bench({
      agents: { walker: always(1) },
      seeds: [1, 2, 3],
      on(event, { seed }, interrupt) {
        if (event.type === "step" && seed === 2) interrupt();
      },
    });
    expect(outcome).toBe("interrupted");
    expect(records.map(({ seed }) => seed)).toEqual([1, 1]);
    const [opened, closed] = cards();
    expect(opened).toBeGreaterThan(2);
    expect(opened).toBeLessThan(6);
    expect(closed).toBe(opened);
  });

  it("ends when a play cannot even begin, since the next would not either", async () => {
    let created = 0;
    const { outcome, records } = await bench({
      agents: {
        none: () => {
          created += 1;
          throw new UsageError("the agent it returned has no choose(frame)");
        },
      },
      seeds: [1, 2, 3],
      plan: { parallel: 1 },
    });
    expect([outcome, records, created]).toEqual(["broken", [], 1]);
  });

  it("ends when a play cannot be kept", async () => {
    const parts = {
      onRecord() {
        throw new Error("the disk is full");
      },
    };
    await expect(
      bench({ agents: { walker: always(1) }, parts, plan: { parallel: 1 } }),
    ).rejects.toThrow("the disk is full");
  });
});
