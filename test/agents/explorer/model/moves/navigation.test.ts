import { describe, expect, it } from "vitest";
import { createNavigation } from "../../../../../src/agents/explorer/model/moves/navigation.ts";
import type { Place } from "../../../../../src/agents/explorer/perception/place.ts";
import { DEATH } from "../../../../../src/memory/map/state-graph.ts";
import { drawView } from "../../helpers/draw.ts";

const RIGHT = 4;
const AVAILABLE = [1, 2, 3, RIGHT];

/** A corridor (.) between walls (5), with the avatar (9) of 2 × 2 cells in its n-th place. */
function placeAt(n: number, availableActions = AVAILABLE): Place {
  const row = [..."............"].fill("9", 2 * n, 2 * n + 2).join("");
  const view = drawView(`555555555555 ${row} ${row} 555555555555`);
  return { view, frame: { availableActions } } as unknown as Place;
}

/** A navigation model after steps to the right along the corridor. */
function walked(steps: number) {
  const navigation = createNavigation();
  navigation.begin(placeAt(0), true);
  for (let n = 0; n < steps; n++) {
    const [from, to] = [placeAt(n), placeAt(n + 1)];
    navigation.observe({ from, code: RIGHT, to, after: to.frame });
  }
  return navigation;
}

const columns = ({ reachable }: ReturnType<typeof walked>) =>
  [...reachable.values()].map(({ spot }) => spot.x).sort((a, b) => a - b);

describe("the navigation model", () => {
  it("has the effect of the latest action, beside the avatar before it", () => {
    const navigation = walked(2);
    expect(navigation.avatar?.spot).toEqual({ x: 4, y: 1 });
    expect(navigation.latest).toMatchObject({
      motion: { kind: "moved", by: { dx: 2, dy: 0 } },
      isOtherBackground: false,
    });
    expect(navigation.latest.before?.spot).toEqual({ x: 2, y: 1 });
  });

  it("searches for reachable spots once per step, with the keys of the latest frame", () => {
    const navigation = walked(2);
    const { reachable } = navigation;
    expect(columns(navigation)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(navigation.reachable).toBe(reachable);
    const to = placeAt(3, [RIGHT]);
    navigation.observe({ from: placeAt(2), code: RIGHT, to, after: to.frame });
    expect(columns(navigation)).toEqual([6, 8, 10]);
  });

  it("blames the place for a death where no NPC is near, and goes there no more", () => {
    const navigation = walked(2);
    const from = placeAt(2);
    navigation.observe({ from, code: RIGHT, to: DEATH, after: from.frame });
    expect(navigation.latest.isCaught).toBe(false);
    expect(columns(navigation)).not.toContain(6);
  });

  it("reaches nothing without an avatar", () => {
    const navigation = createNavigation();
    navigation.begin(placeAt(0), true);
    expect(navigation.reachable.size).toBe(0);
    expect(navigation.isHindered).toBe(false);
  });
});
