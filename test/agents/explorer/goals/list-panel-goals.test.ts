import { describe, expect, it } from "vitest";
import { listPanelGoals } from "../../../../src/agents/explorer/goals/list-panel-goals.ts";
import { readPanelState } from "../../../../src/agents/explorer/model/presses/panel-state.ts";
import { readBoard } from "../../../../src/agents/explorer/perception/board.ts";
import { findPatches } from "../../../../src/agents/explorer/perception/pattern.ts";
import type { View } from "../../../../src/agents/explorer/perception/view.ts";
import { drawBoxes, drawPanels } from "../helpers/draw-board.ts";

/** The goals of the largest panel of a view, and what its tiles show. */
function goalsIn(view: View) {
  const board = readBoard(view);
  const { values } = readPanelState(view, board, [], new Set());
  const colours = new Set(values.filter((_, tile) => board.tiles[tile]?.panel === 0));
  const patches = findPatches(view);
  return { values, goals: listPanelGoals(0, { view, board, patches, colours, values }) };
}

const met = (view: View) => {
  const { values, goals } = goalsIn(view);
  return goals.filter(({ cost }) => cost(values) === 0).map(({ kind }) => kind);
};

const panel = (colours: readonly (readonly number[])[]) => ({
  left: 30,
  top: 20,
  side: 6,
  gap: 1,
  colours,
});
const template = (colours: readonly (readonly number[])[]) => ({
  left: 4,
  top: 20,
  side: 4,
  gap: 0,
  colours,
});

const DRAWN = [
  [1, 2, 2],
  [1, 1, 2],
];
const MIRRORED = DRAWN.map((row) => [...row].reverse());

describe("listPanelGoals", () => {
  it("takes a pattern of as many boxes for what the panel should equal, or mirror", () => {
    expect(met(drawPanels(panel(DRAWN), template(DRAWN)))).toEqual(["template same"]);
    expect(met(drawPanels(panel(MIRRORED), template(DRAWN)))).toEqual(["template mirrored"]);
    expect(met(drawPanels(panel([...DRAWN].reverse()), template(MIRRORED)))).toEqual([
      "template turned",
    ]);
  });

  it("counts the tiles that differ", () => {
    const { goals, values } = goalsIn(drawPanels(panel(DRAWN), template(MIRRORED)));
    const same = goals.find(({ kind }) => kind === "template same");
    expect(same?.cost(values)).toBe(4);
  });

  it("knows a panel of one colour, and one whose columns are", () => {
    const plain = [
      [3, 3],
      [3, 3],
    ];
    expect(met(drawPanels(panel(plain)))).toContain("alike");
    const columns = [
      [1, 2],
      [1, 2],
    ];
    expect(met(drawPanels(panel(columns)))).toEqual(["column alike"]);
  });

  it("takes what stands above the columns for their colours", () => {
    const rows = [
      [1, 2, 3],
      [1, 2, 3],
    ];
    const headers = [1, 2, 3].map((colour, at) => [31 + 7 * at, 12, 4, 2, colour] as const);
    const tiles = rows.flatMap((row, y) =>
      row.map((colour, x) => [30 + 7 * x, 20 + 7 * y, 6, 6, colour] as const),
    );
    expect(met(drawBoxes(0, [...tiles, ...headers]))).toContain("column as headed");
    const [first, ...rest] = tiles;
    const wrong = [...rest, [...(first ?? [])].with(4, 2) as unknown as NonNullable<typeof first>];
    expect(met(drawBoxes(0, [...wrong, ...headers]))).not.toContain("column as headed");
  });

  it("takes what frames a tile for its colour", () => {
    const view = (framed: number) =>
      drawBoxes(0, [
        [8, 8, 8, 8, 3],
        [9, 9, 6, 6, framed],
        ...[17, 25, 33].map((x) => [x, 9, 6, 6, framed === 3 ? 1 : 3] as const),
      ]);
    expect(met(view(1))).not.toContain("as framed");
    expect(goalsIn(view(1)).goals.map(({ kind }) => kind)).toContain("as framed");
  });
});
