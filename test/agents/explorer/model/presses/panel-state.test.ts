import { describe, expect, it } from "vitest";
import { readPanelState } from "../../../../../src/agents/explorer/model/presses/panel-state.ts";
import { readBoard } from "../../../../../src/agents/explorer/perception/board.ts";
import { createMouse } from "../../../../../src/agents/explorer/tracking/cursor/mouse.ts";
import { drawBoxes, drawPanels } from "../../helpers/draw-board.ts";

const four = {
  left: 4,
  top: 4,
  side: 6,
  gap: 1,
  colours: [
    [1, 2],
    [2, 1],
  ],
};

describe("readPanelState", () => {
  const board = readBoard(drawPanels(four));
  const tiles = board.tiles.map(({ left, top }, at) => {
    const colour = four.colours.flat()[at] as number;
    return [left, top, four.side, four.side, colour] as const;
  });

  it("reads a highlighted tile's own colour, and which one is highlighted", () => {
    const view = drawBoxes(0, [...tiles, [12, 5, 4, 4, 9]]);
    const { values, highlighted } = readPanelState(view, board, [-1], new Set());
    expect(values).toEqual([1, 2, 2, 1]);
    expect(highlighted).toBe(1);
  });

  it("looks past what covers a tile", () => {
    const view = drawBoxes(0, [...tiles, [4, 4, 6, 1, 9]]);
    const covered = new Set(Array.from({ length: 6 }, (_, x) => 4 * 64 + 4 + x));
    expect(readPanelState(view, board, [-1], covered)).toEqual({
      values: [1, 2, 2, 1],
      selected: [-1],
      highlighted: -1,
    });
  });
});

describe("readBoard", () => {
  it("gives each pressable a click that hits it", () => {
    const view = drawBoxes(0, [
      ...four.colours.flat().map((colour, at) => [4 + 7 * at, 4, 6, 6, colour] as const),
      [4, 30, 12, 12, 5],
      [7, 33, 4, 4, 6],
      [30, 30, 9, 5, 7],
    ]);
    const board = readBoard(view);
    expect(board.pressables).toHaveLength(7);
    for (const [pressable, code] of board.pressables.entries())
      expect(createMouse(board).pressedBy(code)).toBe(pressable);
  });
});
