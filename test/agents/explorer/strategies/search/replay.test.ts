import { describe, expect, it } from "vitest";
import { startAttempt } from "../../../../../src/agents/explorer/strategies/attempt.ts";
import {
  createReplay,
  rememberWins,
} from "../../../../../src/agents/explorer/strategies/search/replay.ts";
import { emptyMask } from "../../../../../src/game/mask.ts";
import { createLevelMemory } from "../../../../../src/memory/map/level-memory.ts";
import { GOAL, type RouteStep } from "../../../../../src/memory/map/state-graph.ts";

const route = (...keys: string[]): RouteStep[] => keys.map((key, at) => ({ key, code: at + 1 }));

function levelWith(...routes: RouteStep[][]) {
  const level = createLevelMemory(emptyMask());
  rememberWins(level, routes);
  return level;
}

describe("replay", () => {
  it("plays the shortest way from the start", () => {
    const level = levelWith(route("a", "x", "y"), route("a", "b"));
    const replay = createReplay();
    const attempt = startAttempt("a");
    expect(["a", "b"].map((key) => replay.next(level, key, attempt))).toEqual([1, 2]);
  });

  it("forgets a way that leads elsewhere, and starts the level again for the next one", () => {
    const level = levelWith(route("a", "x", "y"), route("a", "b"));
    const replay = createReplay();
    expect(replay.next(level, "a", startAttempt("a"))).toBe(1);
    expect(replay.next(level, "x", { ...startAttempt("a"), spent: true })).toBe(0);
    expect(["a", "x", "y"].map((key) => replay.next(level, key, startAttempt("a")))).toEqual([
      1, 2, 3,
    ]);
    expect(level.wins).toHaveLength(1);
  });

  it("keeps a way it left because a reply was lost", () => {
    const level = levelWith(route("a", "b"));
    const replay = createReplay();
    replay.next(level, "a", startAttempt("a"));
    replay.abandon();
    expect(replay.next(level, "a", startAttempt("a"))).toBe(1);
  });

  it("goes on by the map where a way leads elsewhere, unless starting again is shorter", () => {
    for (const [rest, expected] of [
      [1, 9],
      [5, 0],
    ] as const) {
      const level = levelWith(route("a", "b"), route("a", "x", "y"));
      // From z, action 9 leads through a few states to the goal.
      const states = ["z", ...Array.from({ length: rest }, (_, at) => `z${at}`)];
      states.forEach((key, at) => {
        const next = states[at + 1];
        const target = next === undefined ? GOAL : level.graph.meet(next).id;
        level.graph.setResult(level.graph.meet(key), 9, target);
      });
      const replay = createReplay();
      expect(replay.next(level, "a", startAttempt("a"))).toBe(1);
      expect(replay.next(level, "z", { ...startAttempt("a"), spent: true })).toBe(expected);
    }
  });

  it("begins a way also from a picture unlike its start, and goes on once it knows where it is", () => {
    const level = levelWith(route("a", "b", "c"));
    const replay = createReplay();
    const attempt = startAttempt("z");
    const actions = ["z", "b", "c"].map((key, spent) =>
      replay.next(level, key, { ...attempt, spent: spent > 0 }),
    );
    expect(actions).toEqual([1, 2, 3]);
  });

  it("does not blame a way for another start, and tries it from there twice at most", () => {
    const level = levelWith(route("a", "b"));
    const replay = createReplay();
    const tries = ["z", "y", "x"].flatMap((start) => [
      replay.next(level, start, startAttempt(start)),
      replay.next(level, `${start}1`, { ...startAttempt(start), spent: true }),
    ]);
    expect(tries).toEqual([1, 0, 1, 0, undefined, undefined]);
    expect(level.wins).toHaveLength(1);
  });

  it("has nothing to play without a way", () => {
    const spent = { ...startAttempt("a"), spent: true };
    for (const attempt of [startAttempt("a"), spent]) {
      expect(createReplay().next(levelWith(), "a", attempt)).toBeUndefined();
    }
  });

  it("spends no more than two RESETs on getting back to a start", () => {
    const replay = createReplay();
    const level = levelWith(route("a"));
    const lost = { ...startAttempt("z"), spent: true };
    expect([1, 2, 3].map(() => replay.next(level, "q", lost))).toEqual([0, 0, undefined]);
  });
});

describe("rememberWins", () => {
  it("keeps the shortest three, each once", () => {
    const level = levelWith(route("a", "b"), route("a", "b"), route("a", "b", "c", "d"));
    rememberWins(level, [route("a"), route("a", "c", "d"), route("b", "c", "d", "e", "f")]);
    expect(level.wins.map(({ length }) => length)).toEqual([1, 2, 3]);
  });
});
