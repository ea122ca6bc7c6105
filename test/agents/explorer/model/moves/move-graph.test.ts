import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createMoveGraph,
  sweep,
} from "../../../../../src/agents/explorer/model/moves/move-graph.ts";
import { createPassability } from "../../../../../src/agents/explorer/model/moves/passability.ts";
import {
  findReachableSpots,
  keysTo,
} from "../../../../../src/agents/explorer/model/moves/reachable-spots.ts";
import { spotCode } from "../../../../../src/agents/explorer/perception/sprite.ts";
import { drawAvatar, keysOf } from "../../helpers/draw-avatar.ts";

const never = () => false;
const walled = () => {
  const passability = createPassability();
  passability.blocked({ key: 4, colours: [5] });
  return passability;
};

/** Shortest distances of an avatar of one cell from cell 0, worked out by relaxing until nothing changes. */
function distancesIn(width: number, walls: readonly boolean[]): Map<number, number> {
  const distance = new Map([[0, 0]]);
  for (let changed = true; changed; ) {
    changed = false;
    for (const at of walls.keys()) {
      if (walls[at]) continue;
      const x = at % width;
      const beside = [at - width, at + width, x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1];
      const least = 1 + Math.min(...beside.map((one) => distance.get(one) ?? Infinity));
      if (least >= (distance.get(at) ?? Infinity)) continue;
      distance.set(at, least);
      changed = true;
    }
  }
  return distance;
}

describe("findReachableSpots", () => {
  it("finds all spots that open ways lead to and no more, by the shortest ways", () => {
    const walls = fc.array(fc.boolean(), { minLength: 63, maxLength: 63 });
    fc.assert(
      fc.property(walls, fc.integer({ min: 4, max: 16 }), (rest, width) => {
        const cells = [false, ...rest].slice(0, Math.floor(64 / width) * width);
        const rows = cells.map((wall, at) => {
          const colour = at === 0 ? "9" : wall ? "5" : "0";
          return at > 0 && at % width === 0 ? ` ${colour}` : colour;
        });
        const { ground, avatar } = drawAvatar(rows.join(""));
        const reach = findReachableSpots(
          avatar.spot,
          createMoveGraph(ground, avatar, keysOf(1), walled(), never),
        );
        const found = [...reach.values()].map(
          ({ spot, distance }) => [spot.y * width + spot.x, distance] as const,
        );
        expect(new Map(found)).toEqual(distancesIn(width, cells));
        const distances = found.map(([, distance]) => distance);
        expect(distances).toEqual([...distances].sort((a, b) => a - b));
        for (const reachable of reach.values()) {
          const end = { x: 0, y: 0 };
          const keys = keysTo(reachable);
          for (const key of keys) {
            const displacement = keysOf(1)[key - 1];
            end.x += displacement?.dx ?? 0;
            end.y += displacement?.dy ?? 0;
          }
          expect(keys).toHaveLength(reachable.distance);
          expect(end).toEqual(reachable.spot);
        }
      }),
    );
  });

  it("goes by the whole of a large avatar, and by all of its step", () => {
    const reachedFrom = (picture: string, step: number) => {
      const { ground, avatar } = drawAvatar(picture);
      const reach = findReachableSpots(
        avatar.spot,
        createMoveGraph(ground, avatar, keysOf(step), walled(), never),
      );
      return [...reach.values()].map(({ spot }) => [spot.x, spot.y]);
    };
    // Too narrow by one cell below, and a wall in the middle of the step to the right.
    const picture = "99.5.. 99.... ...... ..5...";
    expect(reachedFrom(picture, 2)).toEqual([
      [0, 0],
      [0, 2],
    ]);
  });

  it("leaves out blocked steps", () => {
    const { ground, avatar } = drawAvatar("9...");
    const barred = spotCode({ x: 1, y: 0 });
    const isBlocked = (spot: { x: number; y: number }, key: number) =>
      spotCode(spot) === barred && key === 4;
    expect(
      findReachableSpots(
        avatar.spot,
        createMoveGraph(ground, avatar, keysOf(1), walled(), isBlocked),
      ).size,
    ).toBe(2);
  });
});

describe("sweep", () => {
  it("tells each newly covered cell once, and the outside as -1", () => {
    const { ground, avatar } = drawAvatar("99123 994.5");
    const { colours } = sweep(ground, avatar, avatar.spot, { key: 4, dx: 2, dy: 0 });
    expect([...colours].sort()).toEqual([0, 1, 2, 4]);
    expect(sweep(ground, avatar, avatar.spot, { key: 1, dx: 0, dy: -1 }).colours).toEqual([-1, -1]);
  });

  it("leaves out gaps in the avatar, which often show details of it", () => {
    const { ground, avatar } = drawAvatar("9990 9590 9990");
    const { colours } = sweep(ground, avatar, avatar.spot, { key: 4, dx: 1, dy: 0 });
    expect(colours).toEqual([0, 0, 0]);
  });
});
