import { describe, expect, it } from "vitest";
import type { Place } from "../../../../../src/agents/explorer/perception/place.ts";
import { createCursorNavigation } from "../../../../../src/agents/explorer/tracking/cursor/cursor-navigation.ts";
import { createPressTracker } from "../../../../../src/agents/explorer/tracking/cursor/press-tracker.ts";
import { DEATH } from "../../../../../src/memory/map/state-graph.ts";
import { drawPanels } from "../../helpers/draw-board.ts";

const COLOURS = [
  [1, 2],
  [2, 1],
];
const view = drawPanels({ left: 4, top: 4, side: 5, gap: 1, colours: COLOURS });

/** The press tracker and a navigation at the beginning of a level that takes these actions. */
function begin(availableActions: readonly number[]) {
  const place = { view, frame: { availableActions } } as unknown as Place;
  const presses = createPressTracker();
  const navigation = createCursorNavigation(presses);
  presses.begin(place, true);
  navigation.begin(true);
  /** Takes an action that changes nothing in the view. */
  const act = (code: number, to: Place | typeof DEATH = place) => {
    const step = { from: place, code, to, after: place.frame };
    presses.observe(step);
    return navigation.observe(step);
  };
  return { presses, navigation, act };
}

describe("cursor navigation", () => {
  it("arrives by the click on its destination, and by no other", () => {
    const { presses, navigation, act } = begin([6]);
    const click = navigation.goTo(2) as number;
    expect(navigation.destination()).toBe(2);
    expect(act(click)).toBe(true);
    expect(presses.pressed).toBe(2);
    expect(navigation.destination()).toBeUndefined();
    navigation.goTo(1);
    expect(act(click)).toBe(false);
    expect(navigation.destination()).toBeUndefined();
  });

  it("has no destination any more where the level ended", () => {
    const { navigation, act } = begin([1, 2, 3, 4, 5]);
    expect(act(navigation.goTo(3) as number, DEATH)).toBe(false);
    expect(navigation.destination()).toBeUndefined();
  });

  it("gives up what its keys do not lead to, for this level", () => {
    const { navigation, act } = begin([1, 2, 3, 4, 5]);
    const keys: number[] = [];
    for (let key = navigation.goTo(3); key !== undefined; key = navigation.goTo(3)) {
      keys.push(key);
      act(key);
    }
    expect(new Set(keys)).toEqual(new Set([1, 2, 3, 4]));
    expect(navigation.isGivenUp(3)).toBe(true);
    expect(navigation.distance(3)).toBeUndefined();
    navigation.begin(true);
    expect(navigation.isGivenUp(3)).toBe(false);
  });

  it("goes nowhere where nothing can be pressed", () => {
    const { presses, navigation } = begin([1, 2, 3, 4]);
    expect(presses.board).toBeUndefined();
    expect(navigation.goTo(0)).toBeUndefined();
  });
});
