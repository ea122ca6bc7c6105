import { describe, expect, it } from "vitest";
import { createFloorRule } from "../../../../../src/agents/explorer/model/floor/floor-rule.ts";

const [MOVER, OTHER] = [9, 8];
const RIGHT = { dx: 1, dy: 0 };

describe("the rule of steps", () => {
  it("believes what came of steps most often", () => {
    const rule = createFloorRule();
    rule.learn(1, MOVER, 2);
    expect(rule.next(1, MOVER)).toBe(2);
    rule.learn(1, MOVER, 1);
    rule.learn(1, MOVER, 1);
    expect(rule.next(1, MOVER)).toBe(1);
    expect(rule.isChanging(1)).toBe(false);
  });

  it("tells looks of the avatar apart only where they were seen to matter", () => {
    const rule = createFloorRule();
    rule.learn(1, MOVER, 2);
    expect(rule.next(1, OTHER)).toBe(2);
    rule.learn(1, OTHER, 1);
    expect([rule.next(1, MOVER), rule.next(1, OTHER)]).toEqual([2, 1]);
  });

  it("takes a tile beside for within reach once it changed twice, on this level only", () => {
    const rule = createFloorRule();
    rule.learnBeside(RIGHT, 1, 2);
    expect(rule.neighbourhood).toEqual([]);
    rule.learnBeside(RIGHT, 2, 1);
    expect(rule.neighbourhood).toEqual([RIGHT]);
    expect(rule.nextBeside(1)).toBe(2);
    rule.begin();
    expect(rule.neighbourhood).toEqual([]);
    expect(rule.isChanging(1)).toBe(true);
  });
});
