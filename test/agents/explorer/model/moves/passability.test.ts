import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTerrain } from "../../../../../src/agents/explorer/model/moves/passability.ts";

const WALL = 5;
const move = (key: number, ...colours: number[]) => ({ key, colours });
const colours = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 });
const moves = fc.record({ key: fc.integer({ min: 1, max: 4 }), colours });

describe("the terrain", () => {
  it("lets try what is not known", () => {
    fc.assert(fc.property(moves, (any) => createTerrain().isOpen(any)));
  });

  it("learns a wall from one bump, from every side and beside known ground", () => {
    const terrain = createTerrain();
    terrain.passed(move(4, 0, 0));
    terrain.blocked(move(4, 0, WALL));
    expect(terrain.isOpen(move(1, WALL, WALL))).toBe(false);
    expect(terrain.isOpen(move(2, 0, WALL))).toBe(false);
    expect(terrain.isOpen(move(2, 0, 0))).toBe(true);
  });

  it("does not say which of several unknown colours is the wall until one was passed", () => {
    const terrain = createTerrain();
    terrain.blocked(move(4, 3, WALL));
    expect(terrain.isOpen(move(4, 3, WALL))).toBe(false);
    for (const colour of [3, WALL]) expect(terrain.isOpen(move(1, colour))).toBe(true);
    terrain.passed(move(1, 3));
    terrain.blocked(move(4, 3, WALL));
    expect(terrain.isOpen(move(1, WALL))).toBe(false);
    expect(terrain.isOpen(move(1, 3))).toBe(true);
  });

  it("never closes a colour that was passed, however often what else is there stops", () => {
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 30 }), (stops) => {
        const terrain = createTerrain();
        terrain.passed(move(1, 0));
        for (const stop of stops) terrain.blocked(stop);
        // No stop was of five cells: what is known of the colour answers.
        expect(terrain.isOpen(move(1, 0, 0, 0, 0, 0))).toBe(true);
      }),
    );
  });

  it("opens a wall again that was passed after a bump", () => {
    const terrain = createTerrain();
    terrain.blocked(move(4, WALL));
    terrain.passed(move(4, WALL));
    expect(terrain.isOpen(move(4, WALL))).toBe(true);
    expect(terrain.isOpen(move(1, WALL, WALL))).toBe(true);
  });

  it("goes by what the very same move did last, before all else", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(moves, fc.boolean()), { minLength: 1 }), (history) => {
        const terrain = createTerrain();
        const last = new Map<string, boolean>();
        for (const [one, open] of history) {
          if (open) terrain.passed(one);
          else terrain.blocked(one);
          last.set(JSON.stringify(one), open);
        }
        for (const [one, open] of last) expect(terrain.isOpen(JSON.parse(one))).toBe(open);
      }),
    );
  });

  it("closes what was died of, but not the ground around it", () => {
    const terrain = createTerrain();
    for (let step = 0; step < 10; step++) terrain.passed(move(4, 0));
    terrain.killed(move(4, 0, 8));
    expect(terrain.isOpen(move(1, 8))).toBe(false);
    expect(terrain.isOpen(move(1, 0))).toBe(true);
  });
});
