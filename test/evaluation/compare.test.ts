import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare } from "../../src/evaluation/compare.ts";
import type { PlayRecord } from "../../src/evaluation/play-record.ts";
import { playRecord } from "../helpers/play-record.ts";

/** Levels by game and seed, seeds counted from 1. */
const side = (name: string, levels: Readonly<Record<string, readonly number[]>>) => ({
  name,
  plays: Object.entries(levels).flatMap(([gameId, bySeed]) =>
    bySeed.map((levelsCompleted, index) =>
      playRecord({ agent: name, gameId, seed: index + 1, levelsCompleted, firstScore: null }),
    ),
  ),
});

const levelsBySeed = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 2 });
const table = fc.dictionary(fc.constantFrom("g1", "g2", "g3", "g4", "g5"), levelsBySeed, {
  minKeys: 1,
});

describe("compare", () => {
  it("averages the pairs of a game, sums up the games, and leaves out what has no partner", () => {
    const a = side("a", { walk: [1, 2], jump: [0, 0], swim: [3] });
    const b = side("b", { walk: [2, 4], jump: [0, 1], fly: [9] });
    expect(compare(a, b, 2)).toMatchObject({
      pairs: 4,
      games: [
        { gameId: "jump", pairs: 2, levels: { a: 0, b: 0.5, difference: 0.5 } },
        { gameId: "walk", pairs: 2, levels: { a: 1.5, b: 3, difference: 1.5 } },
      ],
      levels: { a: 1.5, b: 3.5, difference: 2, p: 0.5 },
      firstScore: null,
      bestScore: { a: 20, b: 20, difference: 0, p: 1 },
      folds: [
        { name: "fold 1", games: 1, difference: 0.5 },
        { name: "fold 2", games: 1, difference: 1.5 },
      ],
      foldsAhead: 2,
      onlyInA: ["swim seed 1"],
      onlyInB: ["fly seed 1"],
    });
  });

  it("pairs sessions with their like", () => {
    const sessions = (name: string, levels: readonly number[]) => ({
      name,
      plays: levels.map((levelsCompleted, index) =>
        playRecord({ session: index + 1, sessions: 3, levelsCompleted }),
      ),
    });
    expect(compare(sessions("a", [1, 2, 3]), sessions("b", [2, 2]), 2)).toMatchObject({
      pairs: 2,
      levels: { a: 1.5, b: 2 },
      onlyInA: ["walk-0001 seed 1 session 3"],
    });
  });

  it("has nothing to say without a pair", () => {
    expect(compare(side("a", { walk: [1] }), side("b", { jump: [1] }), 2)).toBeNull();
  });

  it("finds no difference between a side and itself, and the opposite from the other side", () => {
    fc.assert(
      fc.property(table, table, (one, other) => {
        const [a, b] = [side("a", one), side("b", other)];
        expect(compare(a, a, 2)?.levels).toMatchObject({ difference: 0, p: 1 });
        const forth = compare(a, b, 2);
        const back = compare(b, a, 2);
        if (forth === null || back === null) {
          expect([forth, back]).toEqual([null, null]);
          return;
        }
        expect(back.levels.difference).toBeCloseTo(-forth.levels.difference, 9);
        expect(back.levels.p).toBe(forth.levels.p);
        expect(back.onlyInB).toEqual(forth.onlyInA);
      }),
      { numRuns: 20 },
    );
  });

  it("does not depend on the order of the plays", () => {
    const reversed = ({ name, plays }: { name: string; plays: readonly PlayRecord[] }) => ({
      name,
      plays: [...plays].reverse(),
    });
    const a = side("a", { walk: [1, 2], jump: [0, 3], swim: [3, 3] });
    const b = side("b", { walk: [2, 4], jump: [0, 1], swim: [1, 3] });
    expect(compare(reversed(a), reversed(b), 2)).toEqual(compare(a, b, 2));
  });
});
