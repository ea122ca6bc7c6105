import { describe, expect, it } from "vitest";
import { maskStatusBars } from "../../../../../src/agents/explorer/perception/status-bar-mask.ts";
import { lookAt } from "../../../../../src/agents/explorer/perception/view.ts";
import { createMaskWatch } from "../../../../../src/agents/explorer/strategies/search/mask-watch.ts";
import type { Grid } from "../../../../../src/game/frame.ts";
import { emptyMask, hidesAnything } from "../../../../../src/game/mask.ts";

/** A 64×64 grid whose cell `tick` of the given row is lit. */
function ticking(row: number, tick: number): Grid {
  const cells = new Uint8Array(64 * 64);
  cells[row * 64 + (tick % 64)] = 7;
  return { width: 64, height: 64, cells };
}

function watchTicks(row: number, steps: number) {
  const watch = createMaskWatch();
  for (let tick = 0; tick < steps; tick++) {
    const [before, after] = [tick, tick + 1].map((at) => lookAt(ticking(row, at), emptyMask()));
    if (before && after) watch.step(before, after);
  }
  return watch.correction(emptyMask());
}

describe("the mask watch", () => {
  it("hides a line at the edge that changes on every action, after some of them", () => {
    expect(watchTicks(62, 10)).toBeUndefined();
    const mask = watchTicks(62, 40);
    if (!mask) throw new Error("no correction");
    const [one, two] = [3, 9].map((tick) => lookAt(ticking(62, tick), mask).key);
    expect(one).toBe(two);
  });

  it("never hides a line in the middle", () => {
    expect(watchTicks(30, 40)).toBeUndefined();
  });

  it("shows everything again, once, when the same action often leads elsewhere", () => {
    const cells = new Uint8Array(64 * 64).fill(9, 63 * 64);
    const mask = maskStatusBars({ width: 64, height: 64, cells });
    expect(hidesAnything(mask)).toBe(true);
    const watch = createMaskWatch();
    for (let time = 0; time < 30; time++) watch.repeat(false);
    expect(watch.correction(mask)).toBeUndefined();
    for (let time = 0; time < 10; time++) watch.repeat(true);
    expect(watch.correction(mask)).toEqual(emptyMask());
    expect(watch.correction(mask)).toBeUndefined();
  });
});
