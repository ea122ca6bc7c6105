import { describe, expect, it } from "vitest";
import { createUncoveredGrid } from "../../../../src/agents/explorer/tracking/uncovered-grid.ts";
import { HIDDEN } from "../../../../src/game/mask.ts";
import { drawView } from "../helpers/draw.ts";

describe("the uncovered grid", () => {
  it("keeps what was last seen below what covers it, and HIDDEN where nothing was", () => {
    const uncovered = createUncoveredGrid();
    expect([...uncovered.see(drawView("12 34"), [1]).cells]).toEqual([1, HIDDEN, 3, 4]);
    expect([...uncovered.see(drawView("59 94"), [1, 2]).cells]).toEqual([5, HIDDEN, 3, 4]);
    expect([...uncovered.see(drawView("56 79"), [3]).cells]).toEqual([5, 6, 7, 4]);
  });

  it("forgets cells, and all where it is cleared or the grid has another size", () => {
    const uncovered = createUncoveredGrid();
    const before = uncovered.see(drawView("12 34"), []);
    uncovered.hide([0]);
    expect([...uncovered.grid.cells]).toEqual([HIDDEN, 2, 3, 4]);
    expect([...before.cells]).toEqual([1, 2, 3, 4]);
    expect([...uncovered.see(drawView("123 456"), [1]).cells]).toEqual([1, HIDDEN, 3, 4, 5, 6]);
    uncovered.clear();
    expect([...uncovered.see(drawView("123 456"), [1]).cells]).toEqual([1, HIDDEN, 3, 4, 5, 6]);
  });
});
