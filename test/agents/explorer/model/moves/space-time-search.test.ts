import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMoveGraph } from "../../../../../src/agents/explorer/model/moves/move-graph.ts";
import { createPassability } from "../../../../../src/agents/explorer/model/moves/passability.ts";
import {
  findReachableSpots,
  keysTo,
  type Reachable,
  STAY,
} from "../../../../../src/agents/explorer/model/moves/reachable-spots.ts";
import { searchSpaceTime } from "../../../../../src/agents/explorer/model/moves/space-time-search.ts";
import type { NpcState } from "../../../../../src/agents/explorer/tracking/npc-state.ts";
import { drawAvatar, keysOf } from "../../helpers/draw-avatar.ts";

const SIDE = 7;

/** Moments that show these cells of a room as wide, each after so many moves. */
function listed(width: number, cellsAt: (moves: number) => ReadonlySet<number>, key = 0): NpcState {
  const cells = cellsAt(key);
  return {
    key,
    meets: ({ x, y }) => cells.has(y * width + x),
    after: () => listed(width, cellsAt, key + 1),
  };
}
const NONE: ReadonlySet<number> = new Set();

/** An avatar of one cell in the upper left corner of a room, and its floor. */
function room() {
  const { ground, avatar } = drawAvatar(
    `9${".".repeat(SIDE - 1)} ${`${".".repeat(SIDE)} `.repeat(SIDE - 1)}`,
  );
  const floor = createMoveGraph(ground, avatar, keysOf(1), createPassability(), () => false);
  return { ground, avatar, floor };
}

const cellOf = ({ spot }: Reachable) => spot.y * SIDE + spot.x;

function wayTo(reached: Reachable): Reachable[] {
  const way: Reachable[] = [];
  for (let at: Reachable | null = reached; at; at = at.from) way.unshift(at);
  return way;
}

describe("searchSpaceTime", () => {
  it("finds the same as without hazards where there are none", () => {
    const { avatar, floor } = room();
    const plain = findReachableSpots(avatar.spot, floor);
    const timed = searchSpaceTime(
      avatar.spot,
      floor,
      listed(SIDE, () => NONE),
    );
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
        const hazards = (moves: number): ReadonlySet<number> =>
          new Set(cycle[moves % cycle.length]);
        const { avatar, floor } = room();
        const found = searchSpaceTime(avatar.spot, floor, listed(SIDE, hazards));
        for (const reached of found.values()) {
          const way = wayTo(reached);
          expect(keysTo(reached)).toHaveLength(reached.distance);
          for (const [moves, here] of way.entries()) {
            const next = way[moves + 1];
            if (!next) continue;
            expect(hazards(moves + 1).has(cellOf(next))).toBe(false);
            const swap = hazards(moves).has(cellOf(next)) && hazards(moves + 1).has(cellOf(here));
            expect(swap).toBe(false);
          }
        }
      }),
    );
  });

  it("leads past an NPC that chases the avatar, which depends on its way", () => {
    // A thing that starts in the lower right corner comes a step nearer with every second move.
    const hunter = (x: number, y: number, moves: number): NpcState => ({
      key: (y * SIDE + x) * 2 + (moves % 2),
      meets: (spot) => spot.x === x && spot.y === y,
      after(_, to) {
        if (moves % 2 === 0) return hunter(x, y, moves + 1);
        return to.y === y
          ? hunter(x + Math.sign(to.x - x), y, moves + 1)
          : hunter(x, y + Math.sign(to.y - y), moves + 1);
      },
    });
    const { avatar, floor } = room();
    const found = searchSpaceTime(avatar.spot, floor, hunter(SIDE - 1, SIDE - 1, 0));
    for (const reached of found.values()) {
      let moment: NpcState = hunter(SIDE - 1, SIDE - 1, 0);
      for (const { spot, from } of wayTo(reached)) {
        if (from) moment = moment.after(from.spot, spot);
        expect(moment.meets(spot)).toBe(false);
      }
    }
    expect(found.size).toBe(SIDE * SIDE);
  });

  it("names the keys that would end a way in a hazard", () => {
    const { ground, avatar } = drawAvatar("9..");
    const floor = createMoveGraph(ground, avatar, keysOf(1), createPassability(), () => false);
    const comes = (moves: number) => new Set([Math.max(2 - moves, 1)]);
    const reach = searchSpaceTime(avatar.spot, floor, listed(3, comes));
    expect([...reach.values()].map(({ unsafe }) => [...(unsafe ?? [])])).toEqual([[4]]);
    const struck = searchSpaceTime(
      avatar.spot,
      floor,
      listed(3, (moves) => new Set([1 - moves])),
    );
    expect(struck.get([...struck.keys()][0] as number)?.unsafe?.has(STAY)).toBe(true);
  });

  it("waits to and fro until the way is free", () => {
    const { ground, avatar } = drawAvatar("9....");
    const floor = createMoveGraph(ground, avatar, keysOf(1), createPassability(), () => false);
    const shut = new Set([3]);
    const reach = searchSpaceTime(
      avatar.spot,
      floor,
      listed(5, (moves) => (moves < 8 ? shut : NONE)),
    );
    const end = [...reach.values()].find(({ spot }) => spot.x === 4);
    expect(end?.distance).toBe(10);
  });
});
