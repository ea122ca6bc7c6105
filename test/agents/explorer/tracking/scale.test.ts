import { describe, expect, it } from "vitest";
import { createScale } from "../../../../src/agents/explorer/tracking/scale.ts";

const right = (dx: number) => ({ dx, dy: 0 });
const up = (dy: number) => ({ dx: 0, dy: -dy });

describe("a scale", () => {
  it("changes nothing before a step was seen in a new level, or where steps are as before", () => {
    const scale = createScale();
    expect(scale.of(4, right(5))).toEqual(right(5));
    scale.begin();
    expect(scale.isOpen).toBe(true);
    expect(scale.of(4, right(5))).toEqual(right(5));
    scale.note(4, right(5), right(5));
    expect(scale.isOpen).toBe(false);
    expect(scale.of(1, up(5))).toEqual(up(5));
  });

  it("takes the steps of other keys for as much longer as the one seen", () => {
    const scale = createScale();
    scale.begin();
    scale.note(4, right(6), right(5));
    expect(scale.of(4, right(5))).toEqual(right(6));
    expect(scale.of(1, up(5))).toEqual(up(6));
    scale.begin();
    expect(scale.of(1, up(5))).toEqual(up(5));
  });

  it("says nothing of steps that differ by themselves", () => {
    const scale = createScale();
    scale.begin();
    scale.note(4, right(15), right(5));
    scale.note(4, right(10), right(5));
    expect(scale.of(1, up(5))).toEqual(up(5));
  });
});
