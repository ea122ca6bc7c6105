import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Agent } from "../../src/agents/agent.ts";
import { ArcTrainError } from "../../src/base/errors.ts";
import type { Action } from "../../src/game/action.ts";
import type { Step } from "../../src/game/step.ts";
import type { TrainingEvent } from "../../src/training/events.ts";
import { API_DELAYS } from "../../src/training/failure-policy.ts";
import type { GameLimits } from "../../src/training/game-limits.ts";
import { createGameTraining } from "../../src/training/game-training.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";
import { createScriptEnv, type Reply } from "../helpers/script-env.ts";

const UNLIMITED: GameLimits = {
  maxActions: 1_000,
  maxEpisodes: Number.POSITIVE_INFINITY,
  untilLevels: Number.POSITIVE_INFINITY,
  afterWin: "ask-agent",
};

/** Trains on a script with an agent that always plays 1, or what `choose` says. */
async function play(
  replies: readonly Reply[],
  limits: Partial<GameLimits>,
  options: {
    choose?: (turn: number) => Action;
    playsOn?: () => boolean;
    stop?: AbortController;
    save?: () => unknown;
    settle?: () => Promise<void>;
  } = {},
) {
  const clock = createFakeClock();
  const env = createScriptEnv("game", replies, options.settle);
  const stop = options.stop ?? new AbortController();
  const events: (TrainingEvent & { at: number })[] = [];
  const seen: Step[] = [];
  const saved: unknown[] = [];
  let turn = 0;
  const agent: Agent = {
    choose: () => options.choose?.(turn++) ?? { id: 1 },
    observe: (step) => void seen.push(step),
    save: options.save ?? (() => seen.length),
    ...(options.playsOn && { playsOn: options.playsOn }),
  };
  const training = createGameTraining({
    env,
    agent,
    limits: { ...UNLIMITED, ...limits },
    delays: API_DELAYS,
    clock,
    stop: stop.signal,
    outage: { stepped: () => undefined, isGeneralSince: () => false },
    emit: async (event) => void events.push({ ...event, at: clock.now() }),
    saveMemory: async (value) => void saved.push(value),
  });
  const done = training.play();
  let settled = false;
  done.then(
    () => {
      settled = true;
    },
    () => {
      settled = true;
    },
  );
  while (!settled) await clock.advance(1_000);
  return { ending: await done, events, env, seen, saved, names: env.sent.map(({ id }) => id) };
}

const lost = () => new ArcTrainError("REPLY_LOST", "the reply was lost");

describe("a game's training", () => {
  it("spends the budget exactly, whatever happens on the way", async () => {
    const reply = fc.oneof(
      { weight: 6, arbitrary: fc.constant<Reply>({}) },
      { weight: 1, arbitrary: fc.constant<Reply>({ state: "GAME_OVER" }) },
      { weight: 1, arbitrary: fc.constant<Reply>({ levels: 1 }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(reply, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        async (replies, maxActions) => {
          const { ending, env } = await play(replies, { maxActions });
          expect(ending.reason).toBe("budget");
          expect(ending.actions).toBe(maxActions);
          expect(env.actions).toBe(maxActions);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("sends RESET to begin, after GAME_OVER, and never after a level", async () => {
    const { names } = await play([{}, {}, { levels: 1 }, {}, { state: "GAME_OVER" }, {}, {}], {
      maxActions: 6,
    });
    expect(names).toEqual([0, 1, 1, 1, 1, 0, 1]);
  });

  it("rests between episodes, not before the first", async () => {
    const { events } = await play([{}, { state: "GAME_OVER" }], { maxEpisodes: 3 });
    const begun = events.filter((event) => event.type === "episode.started");
    expect(begun.map((event) => event.at)).toEqual([0, 3_000, 6_000]);
    expect(events.at(-1)).toMatchObject({ type: "game.ended", ending: { reason: "episodes" } });
  });

  it("restarts the level when the agent says so, as another episode", async () => {
    const choose = (turn: number): Action => ({ id: turn === 2 ? 0 : 1 });
    const { names, ending, events } = await play([{}], { maxActions: 5 }, { choose });
    expect(names).toEqual([0, 1, 1, 0, 1, 1]);
    expect(ending).toMatchObject({ actions: 5, resets: 1, episodes: 2 });
    expect(events.filter((event) => event.type === "episode.ended")[0]).toMatchObject({
      reason: "restart",
    });
  });

  it("starts the whole game again when the agent says so, with the fewest RESETs", async () => {
    const choose = (turn: number): Action =>
      turn === 2 || turn === 4 ? { id: 0, wholeGame: true } : { id: 1 };
    const { names, ending, events, seen } = await play(
      [{}, {}, {}, {}, { levels: 0 }, { levels: 1 }, { levels: 0 }, {}],
      { maxActions: 6 },
      { choose },
    );
    // Two RESETs in the middle of a level, one right after a completed one.
    expect(names).toEqual([0, 1, 1, 0, 0, 1, 0, 1, 1]);
    expect(seen.map(({ billed }) => billed)).toEqual([0, 1, 1, 1, 0, 1, 0, 1, 1]);
    expect(seen.map((step) => step.startsPlay)).toEqual(seen.map(({ billed }) => billed === 0));
    expect(seen.map((step) => step.actionsOnLevel)).toEqual([0, 1, 2, 3, 0, 1, 0, 1, 2]);
    expect(ending).toMatchObject({ actions: 6, resets: 1, episodes: 3, levelsCompleted: 1 });
    const ended = events.filter((event) => event.type === "episode.ended");
    expect(ended.map(({ reason }) => reason)).toEqual(["new-play", "new-play", "stopped"]);
  });

  it("tells a choice that breaks the rules once, and plays another action if it is repeated", async () => {
    const wishes: Action[] = [{ id: 7 }, { id: 7 }, { id: 1 }, { id: 7 }, { id: 2 }];
    const { names, ending, events, seen } = await play(
      [{}],
      { maxActions: 4 },
      { choose: (turn) => wishes[turn] ?? { id: 1 } },
    );
    // The script offers 1 and 2. Refused twice: a stand-in; refused once: what is chosen then.
    expect(names).toEqual([0, 2, 1, 2, 1]);
    expect(seen.map(({ action }) => action.id)).toEqual(names);
    expect(ending).toMatchObject({ reason: "budget", actions: 4, episodes: 1 });
    const errors = events.filter((event) => event.type === "error");
    expect(errors).toMatchObject([
      { code: "AGENT", message: expect.stringMatching(/offers 1, 2/) },
    ]);
  });

  it("costs a turn, not the game, to restart a game that has just been restarted", async () => {
    const again: Action = { id: 0, wholeGame: true };
    const wishes: Action[] = [{ id: 1 }, again, again, again];
    const { names, ending, events } = await play(
      [{}],
      { maxActions: 5 },
      { choose: (turn) => wishes[turn] ?? { id: 1 } },
    );
    // Two RESETs for the new play, then a stand-in where the agent wants yet another one.
    expect(names).toEqual([0, 1, 0, 0, 2, 1, 1]);
    expect(ending).toMatchObject({ reason: "budget", actions: 5 });
    expect(events.filter((event) => event.type === "error")).toHaveLength(1);
  });

  it("lets the budget end the game of an agent that restarts it without end", async () => {
    const choose = (): Action => ({ id: 0, wholeGame: true });
    const { ending, events } = await play([{}], { maxActions: 20 }, { choose });
    expect(ending).toMatchObject({ reason: "budget", actions: 20 });
    expect(events.filter((event) => event.type === "error")).toHaveLength(1);
  });

  it("goes on after WIN while the agent says so, unless any WIN is enough", async () => {
    const won: Reply = { levels: 3, state: "WIN" };
    const replies = [{}, {}, won, { levels: 0 }, won];
    let turns = 0;
    const choose = (turn: number): Action => {
      turns = turn + 1;
      return { id: 1 };
    };
    const better = await play(replies, {}, { choose, playsOn: () => turns < 3 });
    expect(better.names).toEqual([0, 1, 1, 0, 1]);
    expect(better.ending).toMatchObject({ reason: "target", actions: 3, levelsCompleted: 3 });
    const enough = await play(replies, { afterWin: "end" }, { playsOn: () => true });
    expect(enough.names).toEqual([0, 1, 1]);
  });

  it("ends at the levels asked for, and at WIN", async () => {
    const target = await play([{}, { levels: 1 }, { levels: 2 }, {}], { untilLevels: 2 });
    expect(target.ending).toMatchObject({ reason: "target", levelsCompleted: 2, actions: 2 });
    const win = await play([{}, { levels: 3, state: "WIN" }], {});
    expect(win.ending).toMatchObject({ reason: "target", levelsCompleted: 3, actions: 1 });
  });

  it("plays on after WIN where episodes are counted", async () => {
    const won: Reply = { levels: 3, state: "WIN" };
    const again: Reply = { levels: 0, state: "NOT_FINISHED" };
    const { names, ending } = await play([{}, won, again, won], {
      maxEpisodes: 2,
      afterWin: "play-on",
    });
    expect(names).toEqual([0, 1, 0, 1]);
    expect(ending).toMatchObject({ reason: "episodes", episodes: 2, resets: 0, actions: 2 });
  });

  it("tells the actions of each level, failed tries and RESETs included", async () => {
    const { events } = await play(
      [
        {},
        {},
        { state: "GAME_OVER" },
        { state: "NOT_FINISHED" },
        { levels: 1 },
        {},
        { levels: 2 },
        {},
      ],
      { untilLevels: 2 },
    );
    const levels = events.filter((event) => event.type === "level.completed");
    expect(levels).toMatchObject([
      { level: 1, actions: 4 },
      { level: 2, actions: 2 },
    ]);
  });

  it("waits longer after each exception in a row, goes on without a RESET, then gives up", async () => {
    const replies = [{}, {}, lost(), lost(), {}, lost(), lost(), lost(), lost(), lost()];
    const { events, names, ending } = await play(replies, {});
    const errors = events.filter((event) => event.type === "error");
    expect(errors.map((event) => event.next)).toEqual([
      "again in 8 s",
      "again in 11 s",
      "again in 8 s",
      "again in 11 s",
      "again in 14 s",
      "again in 15 s",
      "this game ends, the others go on",
    ]);
    expect(names.filter((id) => id === 0)).toHaveLength(1);
    expect(ending.reason).toBe("error");
  });

  it("sends nothing before it knows what became of the last step", async () => {
    let asked = 0;
    const settle = async () => {
      asked += 1;
      if (asked > 1 && asked < 4) throw new ArcTrainError("API_SERVER", "not now");
    };
    const { events, names, ending } = await play(
      [{}, {}, lost(), {}],
      { maxActions: 3 },
      { settle },
    );
    expect(names).toEqual([0, 1, 1, 1, 1]);
    expect(ending).toMatchObject({ reason: "budget", actions: 3 });
    expect(events.flatMap((event) => (event.type === "error" ? [event.next] : []))).toEqual([
      "again in 8 s",
      "again in 9 s",
      "again in 10 s",
    ]);
  });

  it("ends the game of an agent that breaks the rules turn after turn", async () => {
    const { ending, events, names } = await play([{}], {}, { choose: () => ({ id: 5 }) });
    expect(ending).toMatchObject({ reason: "error", actions: 4 });
    expect(names).toEqual([0, 2, 1, 2, 1]);
    const messages = events.flatMap((event) => (event.type === "error" ? event.message : []));
    expect(messages).toEqual([
      "the agent chose ACTION5, but the game offers 1, 2",
      "the agent chose ACTION5, but the game offers 1, 2 (5 turns in a row)",
    ]);
  });

  it("gives up a game that no RESET brings to life", async () => {
    const { ending, names } = await play([{ state: "GAME_OVER", dead: true }], {});
    expect(ending).toMatchObject({ reason: "error", actions: 0 });
    expect(names).toEqual([0]);
  });

  it("rejects with what ends the whole run", async () => {
    const refused = new ArcTrainError("API_UNAUTHORIZED", "no");
    await expect(play([{}, refused], {})).rejects.toBe(refused);
  });

  it("stops before the next command once the run stops, and saves", async () => {
    const stop = new AbortController();
    const choose = (turn: number): Action => {
      if (turn === 3) stop.abort("interrupted");
      return { id: 1 };
    };
    const { ending, saved, names } = await play([{}], {}, { choose, stop });
    expect(names).toEqual([0, 1, 1, 1]);
    expect(ending).toMatchObject({ reason: "interrupted", actions: 3 });
    expect(saved).toEqual([4]);
  });

  it("saves after every level and at the end", async () => {
    const { saved } = await play([{}, {}, { levels: 1 }, {}], { maxActions: 4 });
    expect(saved).toEqual([3, 5]);
  });

  it("ends with an error, not an exception, when saving fails at the end", async () => {
    const save = () => {
      throw new ArcTrainError("DISK", "the disk is full");
    };
    const { ending, events } = await play([{}], { maxActions: 1 }, { save });
    expect(ending.reason).toBe("error");
    expect(events.find((event) => event.type === "error")).toMatchObject({ code: "DISK" });
  });

  it("shows the agent every step in order", async () => {
    const { seen } = await play([{}, {}, { levels: 1 }], { maxActions: 3 });
    expect(seen.map(({ index, action, billed }) => [index, action.id, billed])).toEqual([
      [1, 0, 0],
      [2, 1, 1],
      [3, 1, 1],
      [4, 1, 1],
    ]);
    expect(seen[0]?.before).toBeNull();
    expect(seen[2]?.before).toBe(seen[1]?.after);
    expect(seen.map((step) => step.levelCompleted)).toEqual([false, false, true, false]);
  });
});
