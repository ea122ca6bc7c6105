import { describe, expect, it } from "vitest";
import { createLevelEffects } from "../../../../../src/agents/explorer/model/moves/level-effects.ts";
import { clickCode } from "../../../../../src/game/action-code.ts";

const RIGHT = { dx: 7, dy: 0 };
const UP = { dx: 0, dy: -7 };

describe("level effects", () => {
  it("keep their direction in another level, at its scale", () => {
    const levelEffects = createLevelEffects();
    levelEffects.moved(4, RIGHT);
    levelEffects.moved(1, UP);
    levelEffects.begin();
    levelEffects.assume(5);
    expect(levelEffects.of(4)).toEqual({ dx: 5, dy: 0 });
    levelEffects.moved(1, { dx: 0, dy: -6 });
    expect(levelEffects.of(1)).toEqual({ dx: 0, dy: -6 });
    expect(levelEffects.of(4)).toEqual({ dx: 6, dy: 0 });
  });

  it("are none of a key that moves the avatar in several directions", () => {
    const levelEffects = createLevelEffects();
    levelEffects.moved(7, RIGHT);
    levelEffects.moved(7, UP);
    expect(levelEffects.of(7)).toBeUndefined();
    expect(levelEffects.isKnown(7)).toBe(true);
    expect(levelEffects.list([1, 7])).toEqual([]);
  });

  it("list one key for each direction, and clicks only once they moved the same twice", () => {
    const levelEffects = createLevelEffects();
    const button = clickCode(50, 20);
    levelEffects.moved(button, UP);
    levelEffects.moved(4, RIGHT);
    expect(levelEffects.list([4, 6]).map(({ key }) => key)).toEqual([4]);
    levelEffects.moved(button, UP);
    levelEffects.moved(3, RIGHT);
    expect(levelEffects.list([3, 4, 6]).map(({ key }) => key)).toEqual([button, 3]);
    expect(levelEffects.list([3, 4]).map(({ key }) => key)).toEqual([3]);
  });
});
