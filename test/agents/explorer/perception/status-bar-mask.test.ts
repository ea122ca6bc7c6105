import { describe, expect, it } from "vitest";
import { maskStatusBars } from "../../../../src/agents/explorer/perception/status-bar-mask.ts";
import { decodeAction } from "../../../../src/game/action-code.ts";
import type { Grid } from "../../../../src/game/frame.ts";
import { hidesAnything, type Mask } from "../../../../src/game/mask.ts";

type Rectangle = [x: number, y: number, width: number, height: number];

function gridWith(rectangles: Rectangle[], side = 64): Grid {
  const cells = new Uint8Array(side * side);
  for (const [x, y, width, height] of rectangles) {
    for (let row = y; row < y + height; row++) {
      cells.fill(9, row * side + x, row * side + x + width);
    }
  }
  return { width: side, height: side, cells };
}

const hiddenCells = ({ hidden }: Mask) => hidden.reduce((sum, cell) => sum + cell, 0);

describe("maskStatusBars", () => {
  it.each<[string, Rectangle]>([
    ["the bottom", [4, 62, 40, 2]],
    ["the top", [0, 0, 64, 1]],
    ["the left", [1, 5, 2, 20]],
    ["the right", [63, 0, 1, 64]],
  ])("hides a long bar at %s, and that only", (_, bar) => {
    expect(hiddenCells(maskStatusBars(gridWith([bar])))).toBe(bar[2] * bar[3]);
  });

  it("hides three pieces alike at one edge, but not two", () => {
    const lives: Rectangle[] = [
      [2, 61, 2, 2],
      [6, 61, 2, 2],
      [10, 61, 2, 2],
    ];
    expect(hiddenCells(maskStatusBars(gridWith(lives)))).toBe(12);
    expect(hidesAnything(maskStatusBars(gridWith(lives.slice(1))))).toBe(false);
  });

  it.each<[string, Rectangle]>([
    ["a bar in the middle", [4, 30, 40, 2]],
    ["a bar four cells thick", [0, 60, 64, 4]],
    ["a short piece at the edge", [20, 62, 8, 2]],
    ["a bar that stands upright on the bottom", [20, 40, 2, 24]],
  ])("shows %s", (_, rectangle) => {
    expect(hidesAnything(maskStatusBars(gridWith([rectangle])))).toBe(false);
  });

  it("leaves a click for what it hides", () => {
    const [click] = maskStatusBars(gridWith([[4, 62, 40, 2]])).clicks.map(decodeAction);
    expect(click?.id).toBe(6);
    expect([62, 63]).toContain(click?.y);
  });

  it("hides nothing of a small grid, where all is near an edge", () => {
    expect(hidesAnything(maskStatusBars(gridWith([[0, 7, 8, 1]], 8)))).toBe(false);
  });
});
