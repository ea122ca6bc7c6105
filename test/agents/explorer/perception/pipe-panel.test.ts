import { describe, expect, it } from "vitest";
import { readPanelState } from "../../../../src/agents/explorer/model/presses/panel-state.ts";
import { readBoard } from "../../../../src/agents/explorer/perception/board.ts";
import { readBorders } from "../../../../src/agents/explorer/perception/borders.ts";
import { findPipePanels } from "../../../../src/agents/explorer/perception/pipe-panel.ts";
import { isOpen, SIDES } from "../../../../src/agents/explorer/perception/pipe-sides.ts";
import { drawBoxes } from "../helpers/draw-board.ts";

type Box = Parameters<typeof drawBoxes>[1][number];

/** Six plates of seven cells with pipes on them, and a thing that touches the first from the left. */
function drawPlates(pieces: readonly number[], ends: readonly Box[] = []) {
  const boxes = pieces.flatMap((sides, at): Box[] => {
    const [x, y] = [20 + 8 * (at % 3), 20 + 8 * Math.floor(at / 3)];
    const arms: Box[] = [
      [x + 3, y, 1, 4, 9],
      // Pipes to the right and down cross the gap.
      [x + 3, y + 3, 5, 1, 9],
      [x + 3, y + 3, 1, 5, 9],
      [x, y + 3, 4, 1, 9],
    ];
    return [[x, y, 7, 7, 5], ...arms.filter((_, side) => (sides >> side) & 1)];
  });
  return drawBoxes(0, [...boxes, ...ends]);
}

const PIECES = [3, 6, 5, 12, 9, 10];

describe("findPipePanels", () => {
  it("sees plates that pipes cross and that something touches, and where their pipes lead", () => {
    const view = drawPlates(PIECES, [
      [12, 20, 8, 7, 11],
      [44, 28, 7, 7, 12],
    ]);
    const board = readBoard(view);
    expect(board.panels).toMatchObject([
      {
        rows: 2,
        columns: 3,
        left: 20,
        top: 20,
        width: 7,
        height: 7,
        pipes: { ground: 5, gap: 0 },
      },
    ]);
    const { values } = readPanelState(view, board, [-1], new Set());
    const bits = values.map((value) =>
      [...SIDES.keys()].reduce((sum, side) => sum + (Number(isOpen(value, side)) << side), 0),
    );
    expect(bits).toEqual(PIECES);
    expect(readBorders(0, board, view).ends).toEqual([
      { tile: 0, side: 3 },
      { tile: 5, side: 1 },
    ]);
  });

  it("takes plates that a turn does not change for no pieces", () => {
    expect(findPipePanels(drawPlates([15, 0, 15, 15, 0, 15]))).toEqual([]);
  });

  it("sees no pieces on plain tiles", () => {
    expect(findPipePanels(drawPlates([0, 0, 0, 0, 0, 0]))).toEqual([]);
  });
});
