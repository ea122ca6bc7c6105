import { describe, expect, it } from "vitest";
import { createMoveGraph } from "../../../../src/agents/explorer/model/moves/move-graph.ts";
import { createPassability } from "../../../../src/agents/explorer/model/moves/passability.ts";
import {
  findReachableSpots,
  keysTo,
} from "../../../../src/agents/explorer/model/moves/reachable-spots.ts";
import { listTargets } from "../../../../src/agents/explorer/perception/targets.ts";
import { findWays } from "../../../../src/agents/explorer/planning/ways.ts";
import { drawAvatar, keysOf } from "../helpers/draw-avatar.ts";

/** The ways to the only thing of a colour, the keys pressed as one number each. */
function waysTo(colour: number, picture: string, passability = walled()) {
  const { ground, avatar } = drawAvatar(picture);
  const reachable = findReachableSpots(
    avatar.spot,
    createMoveGraph(ground, avatar, keysOf(1), passability, () => false),
  );
  const targets = listTargets(ground);
  const ways = findWays(targets, { view: ground, avatar, passability }, reachable, keysOf(1));
  const target = targets.list.find(({ component }) => component.colour === colour);
  if (!target) throw new Error("nothing of that colour");
  return (ways.get(target) ?? []).map(({ from, key, off, isBump }) => {
    const keys = keysTo(from);
    return { key, length: keys.length + 1, keys: [...keys, key].join(""), off, isBump };
  });
}

/** Where 5 is known as a wall. */
function walled() {
  const passability = createPassability();
  passability.blocked({ key: 1, colours: [5] });
  return passability;
}

describe("findWays", () => {
  it("finds the shortest way for each key that can end it, the shortest first", () => {
    const ways = waysTo(8, "9.... ..8.. .....");
    expect(ways.map(({ length }) => length)).toEqual([3, 3, 5, 5]);
    expect(ways.map(({ key }) => key).sort()).toEqual([1, 2, 3, 4]);
    expect(ways.every(({ off, isBump }) => off === 0 && !isBump)).toBe(true);
  });

  it("takes the way around a wall, and none where all are closed", () => {
    expect(waysTo(8, "9.5.. ..58. ..5.. .....")[0]?.keys).toBe("22244411");
    expect(waysTo(8, "9.5.. ..58. ..5.. ..5..")).toEqual([]);
  });

  it("ends on the middle of a thing rather than at its edge", () => {
    const [best] = waysTo(8, "...... 9..888 ...888 ...888 ......");
    expect(best?.off).toBe(0);
    expect(best?.isBump).toBe(false);
  });

  it("touches a closed target from beside it, by a bump", () => {
    const bumps = waysTo(5, "9.... ..5.. .....");
    expect(bumps.map(({ length }) => length)).toEqual([3, 3, 5, 5]);
    expect(bumps.every(({ isBump }) => isBump)).toBe(true);
  });

  it("puts a bump after all ways that lead onto the thing, although it is nearer", () => {
    const passability = walled();
    // To be entered from anywhere but the left.
    passability.passed({ key: 1, colours: [8] });
    passability.blocked({ key: 4, colours: [8] });
    const ways = waysTo(8, "9..... ...8.. ......", passability);
    expect(ways.map(({ isBump }) => isBump)).toEqual([false, false, false, true]);
    expect(ways.at(-1)).toMatchObject({ key: 4, length: 4 });
    expect(Math.max(...ways.map(({ length }) => length))).toBeGreaterThan(4);
  });
});
