import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeGameMemory } from "../../../src/memory/store/merge-game-memory.ts";
import {
  readSavedGameMemory,
  type SavedGameMemory,
  type SavedLevel,
} from "../../../src/memory/store/saved-game-memory.ts";
import { savedMemories } from "./saved-memories.ts";

const merge = (a: unknown, b: unknown) => mergeGameMemory(a, b) as SavedGameMemory;
const NOTHING: SavedGameMemory = { version: 2, experience: [], levels: [] };
const HIDDEN = Buffer.alloc(512).toString("base64");
const [A, B, C] = ["a", "b", "c"].map((digit) => digit.repeat(16)) as [string, string, string];

/** A memory of one level. */
const ofLevel = (level: Partial<SavedLevel>): SavedGameMemory => ({
  ...NOTHING,
  levels: [
    { level: 0, hidden: HIDDEN, clicks: [], fineness: 0, nodes: [], wins: [], leads: [], ...level },
  ],
});
const levelOf = (memory: SavedGameMemory) => memory.levels[0] as SavedLevel;

describe("merging the memory of a game", () => {
  it("gives the same however often", () => {
    fc.assert(
      fc.property(savedMemories, savedMemories, (a, b) => {
        const both = merge(a, b);
        expect(merge(a, a)).toEqual(merge(a, NOTHING));
        expect(merge(both, a)).toEqual(both);
        expect(merge(b, both)).toEqual(both);
        expect(merge(both, both)).toEqual(both);
      }),
    );
  });

  it("gives the same in whatever order", () => {
    fc.assert(
      fc.property(savedMemories, savedMemories, savedMemories, (a, b, c) => {
        expect(merge(b, a)).toEqual(merge(a, b));
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      }),
    );
  });

  it("gives what can be read again, unchanged", () => {
    fc.assert(
      fc.property(savedMemories, savedMemories, (a, b) => {
        const both = merge(a, b);
        expect(readSavedGameMemory(JSON.parse(JSON.stringify(both)))).toEqual(both);
      }),
    );
  });

  it("gives what can be read again also where there is more than that of all, in whatever order", () => {
    const runs = (first: number): SavedGameMemory => ({
      ...NOTHING,
      experience: Array.from({ length: 6_000 }, (_, at) => ({
        run: `${first + at}`,
        actions: first + at,
        tallies: [],
      })),
    });
    const [a, b] = [runs(0), runs(5_000)];
    const both = merge(a, b);
    expect(both.experience).toHaveLength(10_000);
    expect(readSavedGameMemory(both)).toBeDefined();
    // As text, since toEqual takes seconds for so much.
    expect(JSON.stringify(merge(b, a)) === JSON.stringify(both)).toBe(true);
  });

  it("keeps no more states of a level than can be read again, and no action that led to others", () => {
    const states = (first: number) =>
      Array.from({ length: 51_000 }, (_, at) => ({
        key: (first + at).toString(16).padStart(16, "0"),
        edges: [1, 50_999],
      }));
    const both = merge(ofLevel({ nodes: states(0) }), ofLevel({ nodes: states(51_000) }));
    expect(levelOf(both).nodes).toHaveLength(100_000);
    expect(levelOf(both).nodes.at(-1)?.edges).toEqual([]);
    expect(readSavedGameMemory(both)).toBeDefined();
  });

  it("loses no state, no tested action and no win's length", () => {
    const tested = (memory: SavedGameMemory) =>
      memory.levels.flatMap(({ level, hidden, clicks, nodes }) =>
        nodes.flatMap(({ key, edges }) =>
          ["", ...edges.filter((_, at) => at % 2 === 0)].map(
            (code) => `${level} ${hidden} ${clicks} ${key} ${code}`,
          ),
        ),
      );
    const best = (memory: SavedGameMemory) =>
      Math.min(...memory.levels.flatMap(({ wins }) => wins.map(({ length }) => length)));
    fc.assert(
      fc.property(savedMemories, savedMemories, (a, b) => {
        const both = merge(a, b);
        expect(new Set(tested(both))).toEqual(new Set([...tested(a), ...tested(b)]));
        expect(best(both)).toBe(Math.min(best(a), best(b)));
      }),
    );
  });

  it("counts no action twice: of copies of one run the later counts, different runs add up", () => {
    const runs = (...list: [string, number][]): SavedGameMemory => ({
      ...NOTHING,
      experience: list.map(([run, actions]) => ({
        run,
        actions,
        tallies: [[5, actions, actions, 0]],
      })),
    });
    const both = merge(runs(["one", 3], ["two", 9]), runs(["one", 7], ["three", 1]));
    expect(both).toEqual(runs(["one", 7], ["three", 1], ["two", 9]));
  });

  it("leads where either knows that an action leads", () => {
    const one = ofLevel({
      nodes: [
        { key: B, edges: [1, 1, 2, -1] },
        { key: A, edges: [4, -2] },
      ],
    });
    const other = ofLevel({
      nodes: [
        { key: A, edges: [3, 1] },
        { key: C, edges: [] },
        { key: B, edges: [2, 2] },
      ],
    });
    // Sorted by key: A is 0, B is 1, C is 2. One died of action 2 in B, the other lived.
    expect(levelOf(merge(one, other)).nodes).toEqual([
      { key: A, edges: [3, 2, 4, -2] },
      { key: B, edges: [1, 0, 2, 1] },
      { key: C, edges: [] },
    ]);
  });

  it("takes the hope of the finer clicks, and of equal ones the lesser", () => {
    const hopes = (fineness: number, ...list: (number | undefined)[]) =>
      ofLevel({
        fineness,
        nodes: list.map((hope, at) => ({
          key: [A, B, C][at] as string,
          ...(hope === undefined ? {} : { hope }),
          edges: [],
        })),
      });
    expect(merge(hopes(1, 0.5, undefined, 0), hopes(1, 0, 0.3, 0.2))).toEqual(hopes(1, 0, 0.3, 0));
    expect(merge(hopes(0, 0, 0, 0), hopes(1, 0.4))).toEqual(hopes(1, 0.4, undefined, undefined));
  });

  it("keeps what was learned with different masks apart", () => {
    const other = Buffer.alloc(512, 1).toString("base64");
    const both = merge(ofLevel({ fineness: 1 }), ofLevel({ hidden: other, fineness: 2 }));
    expect(both.levels.map(({ fineness }) => fineness)).toEqual([1, 2]);
  });

  it("drops other versions' ways once a level was won in this one", () => {
    const both = merge(ofLevel({ leads: [[[A, 1]]] }), ofLevel({ wins: [[[B, 2]]] }));
    expect(levelOf(both)).toMatchObject({ wins: [[[B, 2]]], leads: [] });
  });

  it("takes nothing of a damaged one", () => {
    const sound = ofLevel({ wins: [[[A, 1]]] });
    for (const damaged of [null, 3, "x", {}, { ...sound, version: 7 }]) {
      expect(mergeGameMemory(sound, damaged)).toEqual(sound);
      expect(mergeGameMemory(damaged, sound)).toEqual(sound);
    }
  });
});
