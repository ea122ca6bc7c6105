import { describe, expect, it } from "vitest";
import { createStrides } from "../../../../../src/agents/explorer/model/moves/level-effects.ts";
import { clickCode } from "../../../../../src/game/action-code.ts";

const RIGHT = { dx: 7, dy: 0 };
const UP = { dx: 0, dy: -7 };

describe("strides", () => {
  it("keep their direction in another level, at its scale", () => {
    const strides = createStrides();
    strides.moved(4, RIGHT);
    strides.moved(1, UP);
    strides.begin();
    strides.assume(5);
    expect(strides.of(4)).toEqual({ dx: 5, dy: 0 });
    strides.moved(1, { dx: 0, dy: -6 });
    expect(strides.of(1)).toEqual({ dx: 0, dy: -6 });
    expect(strides.of(4)).toEqual({ dx: 6, dy: 0 });
  });

  it("are none of a key that moves now here, now there", () => {
    const strides = createStrides();
    strides.moved(7, RIGHT);
    strides.moved(7, UP);
    expect(strides.of(7)).toBeUndefined();
    expect(strides.isKnown(7)).toBe(true);
    expect(strides.list([1, 7])).toEqual([]);
  });

  it("list one key for each direction, and clicks only once they moved the same twice", () => {
    const strides = createStrides();
    const button = clickCode(50, 20);
    strides.moved(button, UP);
    strides.moved(4, RIGHT);
    expect(strides.list([4, 6]).map(({ key }) => key)).toEqual([4]);
    strides.moved(button, UP);
    strides.moved(3, RIGHT);
    expect(strides.list([3, 4, 6]).map(({ key }) => key)).toEqual([button, 3]);
    expect(strides.list([3, 4]).map(({ key }) => key)).toEqual([3]);
  });
});
