import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPassability } from "../../../../../src/agents/explorer/model/moves/passability.ts";

const WALL = 5;
const move = (key: number, ...colours: number[]) => ({ key, colours });
const colours = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 });
const moves = fc.record({ key: fc.integer({ min: 1, max: 4 }), colours });

describe("the passability", () => {
  it("counts unknown colours as passable", () => {
    fc.assert(fc.property(moves, (any) => createPassability().isOpen(any)));
  });

  it("learns a wall from one bump, from every side and beside known ground", () => {
    const passability = createPassability();
    passability.passed(move(4, 0, 0));
    passability.blocked(move(4, 0, WALL));
    expect(passability.isOpen(move(1, WALL, WALL))).toBe(false);
    expect(passability.isOpen(move(2, 0, WALL))).toBe(false);
    expect(passability.isOpen(move(2, 0, 0))).toBe(true);
  });

  it("does not say which of several unknown colours is the wall until one was passed", () => {
    const passability = createPassability();
    passability.blocked(move(4, 3, WALL));
    expect(passability.isOpen(move(4, 3, WALL))).toBe(false);
    for (const colour of [3, WALL]) expect(passability.isOpen(move(1, colour))).toBe(true);
    passability.passed(move(1, 3));
    passability.blocked(move(4, 3, WALL));
    expect(passability.isOpen(move(1, WALL))).toBe(false);
    expect(passability.isOpen(move(1, 3))).toBe(true);
  });

  it("closes what is mostly wall, though specks of its colour on the ground let the avatar pass", () => {
    const passability = createPassability();
    passability.passed(move(4, 0, 0, 0, WALL));
    passability.blocked(move(4, 0, WALL, WALL, WALL));
    expect(passability.isOpen(move(1, WALL, WALL, WALL, WALL))).toBe(false);
    expect(passability.isOpen(move(1, 0, WALL, 0, 0))).toBe(true);
  });

  it("never closes a colour that was passed, however often what else is there stops", () => {
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 30 }), (stops) => {
        const passability = createPassability();
        passability.passed(move(1, 0));
        for (const stop of stops) passability.blocked(stop);
        // No stop was of five cells: what is known of the colour answers.
        expect(passability.isOpen(move(1, 0, 0, 0, 0, 0))).toBe(true);
      }),
    );
  });

  it("opens a wall again that was passed after a bump", () => {
    const passability = createPassability();
    passability.blocked(move(4, WALL));
    passability.passed(move(4, WALL));
    expect(passability.isOpen(move(4, WALL))).toBe(true);
    expect(passability.isOpen(move(1, WALL, WALL))).toBe(true);
  });

  it("goes by the latest result of the very same move, before all else", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(moves, fc.boolean()), { minLength: 1 }), (history) => {
        const passability = createPassability();
        const last = new Map<string, boolean>();
        for (const [one, open] of history) {
          if (open) passability.passed(one);
          else passability.blocked(one);
          last.set(JSON.stringify(one), open);
        }
        for (const [one, open] of last) expect(passability.isOpen(JSON.parse(one))).toBe(open);
      }),
    );
  });

  it("closes deadly colours, but not the ground around them", () => {
    const passability = createPassability();
    for (let step = 0; step < 10; step++) passability.passed(move(4, 0));
    passability.killed(move(4, 0, 8));
    expect(passability.isOpen(move(1, 8))).toBe(false);
    expect(passability.isOpen(move(1, 0))).toBe(true);
  });
});
