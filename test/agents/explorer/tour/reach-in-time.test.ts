import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createFloor,
  findReach,
  keysTo,
  type Reachable,
} from "../../../../src/agents/explorer/tour/reach.ts";
import { findReachInTime } from "../../../../src/agents/explorer/tour/reach-in-time.ts";
import { createTerrain } from "../../../../src/agents/explorer/tour/terrain.ts";
import { drawMover, keysOf } from "./draw-mover.ts";

const SIDE = 7;
const NONE: ReadonlySet<number> = new Set();

/** A mover of one cell in the upper left corner of a room, and its floor. */
function room() {
  const { ground, mover } = drawMover(
    `9${".".repeat(SIDE - 1)} ${`${".".repeat(SIDE)} `.repeat(SIDE - 1)}`,
  );
  const floor = createFloor(ground, mover, keysOf(1), createTerrain(), () => false);
  return { ground, mover, floor };
}

const cellOf = ({ spot }: Reachable) => spot.y * SIDE + spot.x;

function wayTo(reached: Reachable): Reachable[] {
  const way: Reachable[] = [];
  for (let at: Reachable | null = reached; at; at = at.from) way.unshift(at);
  return way;
}

describe("findReachInTime", () => {
  it("finds the same as without perils where there are none", () => {
    const { ground, mover, floor } = room();
    const plain = findReach(mover.spot, floor);
    const timed = findReachInTime(ground, mover, floor, () => NONE);
    expect(timed.size).toBe(plain.size);
    for (const [code, { distance }] of plain) expect(timed.get(code)?.distance).toBe(distance);
  });

  it("meets nothing on its ways, neither where it goes nor passing through", () => {
    const patrol = fc.uniqueArray(fc.integer({ min: 1, max: SIDE * SIDE - 1 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(patrol, { minLength: 1, maxLength: 5 }), (cycle) => {
        const perils = (moves: number): ReadonlySet<number> => new Set(cycle[moves % cycle.length]);
        const { ground, mover, floor } = room();
        for (const reached of findReachInTime(ground, mover, floor, perils).values()) {
          const way = wayTo(reached);
          expect(keysTo(reached)).toHaveLength(reached.distance);
          for (const [moves, here] of way.entries()) {
            const next = way[moves + 1];
            if (!next) continue;
            expect(perils(moves + 1).has(cellOf(next))).toBe(false);
            const swap = perils(moves).has(cellOf(next)) && perils(moves + 1).has(cellOf(here));
            expect(swap).toBe(false);
          }
        }
      }),
    );
  });

  it("waits to and fro until the way is free", () => {
    const { ground, mover } = drawMover("9....");
    const floor = createFloor(ground, mover, keysOf(1), createTerrain(), () => false);
    const shut = new Set([3]);
    const reach = findReachInTime(ground, mover, floor, (moves) => (moves < 8 ? shut : NONE));
    const end = [...reach.values()].find(({ spot }) => spot.x === 4);
    expect(end?.distance).toBe(10);
  });
});
