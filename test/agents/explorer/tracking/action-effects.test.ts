import { beforeEach, describe, expect, it } from "vitest";
import {
  type ActionEffects,
  createActionEffects,
} from "../../../../src/agents/explorer/tracking/action-effects.ts";

const right = (dx: number) => ({ dx, dy: 0 });
const up = (dy: number) => ({ dx: 0, dy: -dy });
let effects: ActionEffects;

/** On a first level two keys move the avatar by five cells; then another level begins. */
beforeEach(() => {
  effects = createActionEffects();
  effects.note(4, right(5));
  effects.note(1, up(5));
  effects.begin();
});

describe("action effects", () => {
  it("are as before until a step was seen in a new level, and where steps are as before", () => {
    expect(effects.isOpen).toBe(true);
    expect(effects.scaled(4)).toMatchObject(right(5));
    effects.note(4, right(5));
    expect(effects.isOpen).toBe(false);
    expect(effects.scaled(1)).toMatchObject(up(5));
  });

  it("are scaled for other keys by the step that was seen, on that level alone", () => {
    effects.note(4, right(6));
    expect(effects.scaled(4)).toMatchObject(right(6));
    expect(effects.scaled(1)).toMatchObject(up(6));
    effects.begin();
    expect(effects.scaled(1)).toMatchObject(up(5));
  });

  it("are not scaled by steps of different lengths", () => {
    effects.note(4, right(15));
    effects.note(4, right(10));
    expect(effects.scaled(1)).toMatchObject(up(5));
  });

  it("are by convention for keys that never moved the avatar", () => {
    expect(effects.usual(2)).toBeUndefined();
    expect(effects.of(2)).toMatchObject({ dx: 0, dy: 5 });
    expect(effects.predicts(2, { dx: 0, dy: 5 })).toBe(true);
    expect(effects.predicts(4, { dx: 0, dy: 5 })).toBe(false);
  });
});
