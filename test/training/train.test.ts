import { describe, expect, it } from "vitest";
import { ArcTrainError } from "../../src/base/errors.ts";
import { createRandom } from "../../src/base/random.ts";
import type { Scorecard } from "../../src/game/scorecard.ts";
import { assembleLimiter } from "../../src/limiter/assemble-limiter.ts";
import { rulesFor } from "../../src/limiter/budget/pace.ts";
import { AgentError } from "../../src/training/check-action.ts";
import type { TrainingEvent } from "../../src/training/events.ts";
import { API_DELAYS } from "../../src/training/failure-policy.ts";
import type { TrainingCard, TrainingPlan } from "../../src/training/run-plan.ts";
import { train } from "../../src/training/train.ts";
import { createFakeClock, type FakeClock } from "../helpers/fake-clock.ts";
import { createScriptEnv, type Reply } from "../helpers/script-env.ts";

const SCORECARD: Scorecard = { score: 1, games: [], unreadableGames: 0, raw: {} };

interface Setting {
  /** Replies per game; their names are the games. */
  readonly games: Record<string, readonly Reply[]>;
  readonly plan?: Partial<TrainingPlan>;
  /** Takes this long for every command. */
  readonly commandMs?: number;
  readonly open?: () => Promise<void>;
  readonly close?: (clock: FakeClock, signal?: AbortSignal) => Promise<Scorecard | null>;
  /** Called with each event; may interrupt. */
  readonly on?: (event: TrainingEvent, interrupt: () => void) => void;
  /** The fate of each game's last command stays open. */
  readonly unsettled?: boolean;
  readonly failWriting?: (event: TrainingEvent) => boolean;
  /** Games whose agent cannot be made. */
  readonly withoutAgent?: readonly string[];
}

async function run(setting: Setting) {
  const clock = createFakeClock();
  const interrupt = new AbortController();
  const events: TrainingEvent[] = [];
  const tape: string[] = [];
  const card: TrainingCard = {
    cardId: "card",
    env(gameId) {
      const env = createScriptEnv(gameId, setting.games[gameId] ?? []);
      Object.defineProperty(env, "isSettled", { value: !setting.unsettled });
      const { step } = env;
      env.step = async (action, signal) => {
        tape.push(`${gameId} ${action.id}`);
        if (setting.commandMs) await clock.sleep(setting.commandMs);
        return await step(action, signal);
      };
      return env;
    },
    async close(signal) {
      tape.push("close");
      return (await setting.close?.(clock, signal)) ?? SCORECARD;
    },
  };
  const done = train(
    {
      runId: "run",
      agentName: "test",
      server: "nowhere",
      games: Object.keys(setting.games).map((gameId) => ({
        gameId,
        title: gameId,
        tags: [],
        baselines: [],
      })),
      limits: {
        maxActions: 5,
        maxEpisodes: Number.POSITIVE_INFINITY,
        untilLevels: Number.POSITIVE_INFINITY,
        afterWin: "ask-agent",
      },
      delays: API_DELAYS,
      maxMs: null,
      concurrency: 1,
      ...setting.plan,
    },
    {
      clock,
      limiter: assembleLimiter({ rules: rulesFor("off"), clock, random: createRandom(1) }),
      async emit(event) {
        if (setting.failWriting?.(event)) throw new ArcTrainError("DISK", "the disk is full");
        events.push(event);
        setting.on?.(event, () => interrupt.abort("interrupted"));
      },
      memory: { load: () => undefined, save: () => undefined },
      async openCard() {
        await setting.open?.();
        tape.push("open");
        return card;
      },
      async createAgent({ gameId }) {
        if (setting.withoutAgent) tape.push(`make ${gameId}`);
        if (setting.withoutAgent?.includes(gameId)) throw new AgentError("no model");
        return { choose: () => ({ id: 1 }) };
      },
      interrupt: interrupt.signal,
    },
  );
  let settled = false;
  const settle = () => {
    settled = true;
  };
  done.then(settle, settle);
  while (!settled) await clock.advance(100);
  const ended = events.at(-1);
  if (ended?.type !== "run.ended") throw new Error("run.ended is not the last event");
  const count = (type: string) => events.filter((event) => event.type === type).length;
  return { reason: await done, ended, events, tape, count, tookMs: clock.now() };
}

describe("train", () => {
  it("takes a bill that is not settled from the scorecard, and no other", async () => {
    const told = { score: 0, levelsCompleted: 0, levelCount: 3, actions: 6, resets: 1, plays: [] };
    const close = async () => ({ ...SCORECARD, games: [{ ...told, gameId: "a" }] });
    const play = (unsettled: boolean) => run({ games: { a: [{}], b: [{}] }, close, unsettled });
    const bills = ({ ended: { games } }: Awaited<ReturnType<typeof run>>) =>
      games.map(({ actions, resets }) => [actions, resets]);
    expect(bills(await play(true))).toEqual([
      [6, 1],
      [5, 0],
    ]);
    expect(bills(await play(false))).toEqual([
      [5, 0],
      [5, 0],
    ]);
  });

  it("does not play a game without an agent, and opens no card without any", async () => {
    const plan = {
      limits: { maxActions: 1, maxEpisodes: 9, untilLevels: 9, afterWin: "play-on" as const },
    };
    const games = { a: [{}], b: [{}] };
    const one = await run({ games, plan, withoutAgent: ["a"] });
    expect(one.tape.join(", ")).toBe("make a, make b, open, b 0, b 1, close");
    expect(one.ended.games.map(({ reason }) => reason)).toEqual(["error", "budget"]);
    expect(one.events.filter(({ type }) => type === "error")).toMatchObject([
      { gameId: "a", code: "AGENT", message: "no model" },
    ]);
    const none = await run({ games, plan, withoutAgent: ["a", "b"] });
    expect(none.tape).toEqual(["make a", "make b"]);
    expect(none.ended).toMatchObject({ reason: "error", cardId: null });
  });

  it("opens, plays every game in turn, closes, and tells it in order", async () => {
    const { reason, tape, events, ended } = await run({
      games: { a: [{}], b: [{}] },
      plan: {
        limits: { maxActions: 2, maxEpisodes: 9, untilLevels: 9, afterWin: "play-on" as const },
      },
    });
    expect(tape).toEqual(["open", "a 0", "a 1", "a 1", "b 0", "b 1", "b 1", "close"]);
    expect(reason).toBe("budget");
    expect(events.map((event) => event.type)).toEqual([
      "run.started",
      "scorecard.opened",
      ...[1, 2].flatMap(() => [
        "episode.started",
        "step",
        "step",
        "step",
        "episode.ended",
        "game.ended",
      ]),
      "scorecard.closed",
      "run.ended",
    ]);
    expect(ended).toMatchObject({ cardId: "card", scorecard: SCORECARD });
    expect(ended.games.map((game) => [game.gameId, game.actions])).toEqual([
      ["a", 2],
      ["b", 2],
    ]);
  });

  it("plays as many games at once as it is told", async () => {
    const games = { a: [{}], b: [{}], c: [{}] };
    const { tape } = await run({ games, plan: { concurrency: 2 }, commandMs: 10 });
    expect(tape.slice(1, 5).sort()).toEqual(["a 0", "a 1", "b 0", "b 1"]);
    expect(tape.indexOf("c 0")).toBeGreaterThan(tape.lastIndexOf("a 1") - 1);
  });

  it("goes on with the other games when one fails", async () => {
    const gone = new ArcTrainError("API_NOT_FOUND", "gone");
    const { reason, ended, tape } = await run({ games: { a: [{}, gone], b: [{}] } });
    expect(reason).toBe("error");
    expect(ended.games.map((game) => [game.reason, game.actions])).toEqual([
      ["error", 0],
      ["budget", 5],
    ]);
    expect(tape.at(-1)).toBe("close");
  });

  const away = new ArcTrainError("API_UNAVAILABLE", "503");
  const outage = Array<Reply>(20).fill(away);

  it("waits for a server that is away as long as all games fail", async () => {
    const games = { a: [{}, ...outage, {}], b: [{}, ...outage, {}] };
    const { reason, ended, tookMs } = await run({ games, plan: { concurrency: 2 } });
    expect(reason).toBe("budget");
    expect(ended.games.map((game) => game.actions)).toEqual([5, 5]);
    expect(tookMs).toBeGreaterThan(180_000);
  });

  it("waits so within its time, and while the card is open", async () => {
    const games = { a: [{}, away], b: [{}, away] };
    const brief = await run({ games, plan: { concurrency: 2, maxMs: 120_000 } });
    expect(brief).toMatchObject({ reason: "time", tookMs: 120_000 });
    const long = await run({ games, plan: { concurrency: 2 } });
    expect(long.reason).toBe("error");
    expect(long.tookMs).toBeGreaterThan(14 * 60_000);
    expect(long.tookMs).toBeLessThan(17 * 60_000);
  });

  it("gives up a game that fails alone", async () => {
    const limits = { maxActions: 99, maxEpisodes: 9, untilLevels: 9, afterWin: "play-on" as const };
    const games = { a: [{}, away], b: [{}] };
    const plan = { concurrency: 2, limits };
    const { ended } = await run({ games, plan, commandMs: 1_000 });
    expect(ended.games.map((game) => game.reason)).toEqual(["error", "budget"]);
  });

  it("ends at once, closing the card, when the key is refused", async () => {
    const refused = new ArcTrainError("API_UNAUTHORIZED", "no");
    const { reason, tape, events } = await run({ games: { a: [refused], b: [{}] } });
    expect(reason).toBe("error");
    expect(tape).toEqual(["open", "a 0", "close"]);
    expect(events.filter((event) => event.type === "error")).toMatchObject([
      { code: "API_UNAUTHORIZED", gameId: null },
    ]);
  });

  it("opens nothing and closes nothing when the card cannot be opened", async () => {
    const open = () => Promise.reject(new ArcTrainError("UNREACHABLE", "nobody there"));
    const { reason, tape, ended, count } = await run({ games: { a: [{}] }, open });
    expect(reason).toBe("error");
    expect(tape).toEqual([]);
    expect(count("error")).toBe(1);
    expect(ended).toMatchObject({ cardId: null, scorecard: null });
  });

  it("closes the card once when interrupted, however many games are under way", async () => {
    const { reason, tape, ended, tookMs, count } = await run({
      games: { a: [{}], b: [{}], c: [{}] },
      plan: {
        concurrency: 3,
        limits: { maxActions: 1e6, maxEpisodes: 9, untilLevels: 9, afterWin: "play-on" },
      },
      commandMs: 50,
      on: (event, interrupt) => {
        if (event.type === "step" && event.actions === 10) interrupt();
      },
    });
    expect(reason).toBe("interrupted");
    expect(tape.filter((entry) => entry === "close")).toHaveLength(1);
    expect(count("scorecard.closed")).toBe(1);
    expect(tookMs).toBeLessThan(2_000);
    for (const game of ended.games) {
      expect(game.reason).toBe("interrupted");
      expect(game.actions).toBeGreaterThanOrEqual(9);
    }
  });

  it("does not wait for a request that hangs once interrupted, and still counts its game", async () => {
    const { ended, tookMs, tape } = await run({
      games: { a: [{}] },
      commandMs: 30_000,
      on: (event, interrupt) => {
        if (event.type === "step") interrupt();
      },
      plan: {
        limits: { maxActions: 1e6, maxEpisodes: 9, untilLevels: 9, afterWin: "play-on" as const },
      },
    });
    expect(tookMs).toBeLessThan(30_000 + 5_000);
    expect(tape.at(-1)).toBe("close");
    expect(ended.games[0]).toMatchObject({ reason: "interrupted", episodes: 1 });
  });

  it("gives up closing soon after an interrupt, and says that the card stays open", async () => {
    let closing: AbortSignal | undefined;
    const { reason, ended, events, tookMs } = await run({
      games: { a: [{}] },
      close: async (clock, signal) => {
        closing = signal;
        await clock.sleep(60_000);
        return null;
      },
      on: (event, interrupt) => {
        if (event.type === "step") interrupt();
      },
    });
    expect(reason).toBe("interrupted");
    expect(tookMs).toBeLessThan(5_000);
    expect(closing?.aborted).toBe(true);
    expect(ended.scorecard).toBeNull();
    expect(events.find((event) => event.type === "error")).toMatchObject({
      next: "scorecard card closes by itself after 15 idle minutes",
    });
  });

  it("ends at its wall time", async () => {
    const { reason, tookMs, ended } = await run({
      games: { a: [{}], b: [{}] },
      commandMs: 100,
      plan: {
        maxMs: 10_000,
        limits: { maxActions: 1e6, maxEpisodes: 9, untilLevels: 9, afterWin: "play-on" },
      },
    });
    expect(reason).toBe("time");
    expect(tookMs).toBeGreaterThanOrEqual(10_000);
    expect(tookMs).toBeLessThan(11_500);
    expect(ended.games.map((game) => game.reason)).toEqual(["time", "time"]);
  });

  it("closes the card when a listener's disk is full", async () => {
    let full = true;
    const { reason, tape, events } = await run({
      games: { a: [{}], b: [{}] },
      failWriting: (event) => {
        // As the hub does: a sink that failed is told nothing more.
        const fails = full && event.type === "step" && event.actions === 2;
        if (fails) full = false;
        return fails;
      },
    });
    expect(reason).toBe("error");
    expect(tape).toEqual(["open", "a 0", "a 1", "a 1", "close"]);
    expect(events.filter((event) => event.type === "error")).toMatchObject([{ code: "DISK" }]);
  });

  it("tells the limiter's state every second", async () => {
    const { count } = await run({ games: { a: [{}] }, commandMs: 1_000 });
    expect(count("limiter")).toBe(6);
  });
});
