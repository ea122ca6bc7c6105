import { describe, expect, it } from "vitest";
import { createFloorLevel } from "../../../../../src/agents/explorer/model/floor/floor-level.ts";
import { createFloorRule } from "../../../../../src/agents/explorer/model/floor/floor-rule.ts";
import { findWalk } from "../../../../../src/agents/explorer/strategies/floor/find-walk.ts";

const [PLAIN, FRESH, USED, AVATAR] = [0, 1, 2, 9];
const KEYS = [
  { key: 1, dx: 0, dy: -5 },
  { key: 2, dx: 0, dy: 5 },
  { key: 3, dx: -5, dy: 0 },
  { key: 4, dx: 5, dy: 0 },
];

/** `.` floor unless `isFree` says otherwise, `o` tiles that steps use up; a floor level of three columns. */
function layOut(rows: readonly string[], tile: number, closes: boolean, isFree = () => true) {
  const rule = createFloorRule();
  rule.learn(FRESH, AVATAR, USED);
  rule.passed(FRESH);
  if (closes) rule.stopped(USED);
  const looks = [...rows.join("")].map((tile) => (tile === "o" ? FRESH : PLAIN));
  const size = { columns: 3, rows: rows.length };
  const place = { left: 0, top: 0, insetX: 0, insetY: 0, across: [0], down: [0] };
  const tileGrid = { ...size, ...place, pitchX: 5, pitchY: 5 };
  const level = createFloorLevel({
    tileGrid,
    rule,
    keys: KEYS,
    looks,
    tile,
    appearance: AVATAR,
    isFree,
  });
  if (!level) throw new Error("no level");
  return level;
}

const SUBGOAL = { unwanted: new Set([FRESH]) };
const nothing = () => false;

describe("the walk", () => {
  it("covers all tiles that bear one step, where only one way does", () => {
    const level = layOut(["ooo", "ooo", "o.."], 8, true);
    const walk = findWalk({ meetsHazard: nothing, rule: { closes: true } }, level, SUBGOAL, 2_000);
    const covered = walk?.map(({ state }) => state.tile).filter((tile) => tile < 7);
    expect(covered).toHaveLength(7);
    expect(new Set(covered).size).toBe(7);
  });

  it("finds none where no way covers them", () => {
    const level = layOut(["...", "ooo", ".o."], 4, true, () => false);
    expect(
      findWalk({ meetsHazard: nothing, rule: { closes: true } }, level, SUBGOAL, 2_000),
    ).toBeUndefined();
  });

  it("keeps away from tiles when they are barred", () => {
    const level = layOut(["o..", "..."], 2, false);
    const meetsHazard = (tile: number) => tile === 1;
    const walk = findWalk(
      { meetsHazard: meetsHazard, rule: { closes: false } },
      level,
      SUBGOAL,
      2_000,
    );
    expect(walk?.map(({ key }) => key)).toEqual([2, 3, 3, 1]);
  });

  it("gives up after so many states", () => {
    expect(
      findWalk(
        { meetsHazard: nothing, rule: { closes: false } },
        layOut(["..o"], 0, false),
        SUBGOAL,
        1,
      ),
    ).toBeUndefined();
  });
});
