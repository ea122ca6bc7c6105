import { describe, expect, it } from "vitest";
import { layField } from "../../../../../src/agents/explorer/model/floor/floor-level.ts";
import { createFloorRule } from "../../../../../src/agents/explorer/model/floor/floor-rule.ts";
import { findWalk } from "../../../../../src/agents/explorer/strategies/floor/find-walk.ts";

const [PLAIN, FRESH, USED, MOVER] = [0, 1, 2, 9];
const KEYS = [
  { key: 1, dx: 0, dy: -5 },
  { key: 2, dx: 0, dy: 5 },
  { key: 3, dx: -5, dy: 0 },
  { key: 4, dx: 5, dy: 0 },
];

/** `.` floor unless `isFree` says otherwise, `o` squares that steps use up; a field of three columns. */
function layOut(rows: readonly string[], tile: number, bars: boolean, isFree = () => true) {
  const rule = createFloorRule();
  rule.learn(FRESH, MOVER, USED);
  rule.passed(FRESH);
  if (bars) rule.stopped(USED);
  const looks = [...rows.join("")].map((square) => (square === "o" ? FRESH : PLAIN));
  const size = { columns: 3, rows: rows.length };
  const place = { left: 0, top: 0, insetX: 0, insetY: 0, across: [0], down: [0] };
  const lattice = { ...size, ...place, pitchX: 5, pitchY: 5 };
  const field = layField({
    lattice,
    rule,
    keys: KEYS,
    looks,
    tile,
    avatar: MOVER,
    isFree,
  });
  if (!field) throw new Error("no field");
  return field;
}

const PURPOSE = { unwanted: new Set([FRESH]) };
const nothing = () => false;

describe("the walk", () => {
  it("covers all squares that bear one step, where only one way does", () => {
    const field = layOut(["ooo", "ooo", "o.."], 8, true);
    const walk = findWalk(field, PURPOSE, 2_000, nothing, true);
    const covered = walk?.map(({ state }) => state.tile).filter((tile) => tile < 7);
    expect(covered).toHaveLength(7);
    expect(new Set(covered).size).toBe(7);
  });

  it("finds none where no way covers them", () => {
    const field = layOut(["...", "ooo", ".o."], 4, true, () => false);
    expect(findWalk(field, PURPOSE, 2_000, nothing, true)).toBeUndefined();
  });

  it("keeps away from squares when they are barred", () => {
    const field = layOut(["o..", "..."], 2, false);
    const isBarred = (tile: number) => tile === 1;
    const walk = findWalk(field, PURPOSE, 2_000, isBarred, false);
    expect(walk?.map(({ key }) => key)).toEqual([2, 3, 3, 1]);
  });

  it("gives up after so many states", () => {
    expect(findWalk(layOut(["..o"], 0, false), PURPOSE, 1, nothing, false)).toBeUndefined();
  });
});
