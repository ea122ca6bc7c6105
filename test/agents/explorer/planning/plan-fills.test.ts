import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectFill } from "../../../../src/agents/explorer/model/presses/detect-fill.ts";
import { patchAt } from "../../../../src/agents/explorer/perception/flood-fill.ts";
import type { View } from "../../../../src/agents/explorer/perception/view.ts";
import { planFills } from "../../../../src/agents/explorer/planning/plan-fills.ts";
import { drawBoxes } from "../helpers/draw-board.ts";

const [LEFT, TOP, TILE] = [10, 8, 4] as const;
const COLOURS = new Set([6, 7, 8, 9]);
const START = TOP * 64 + LEFT;

/** A patchwork of so many tiles a side. */
const draw = (side: number, colours: readonly number[]): View =>
  drawBoxes(
    0,
    colours.map(
      (colour, at) =>
        [
          LEFT + TILE * (at % side),
          TOP + TILE * Math.floor(at / side),
          TILE,
          TILE,
          colour,
        ] as const,
    ),
  );

function fill(view: View, at: number, colour: number): View {
  const cells = Uint8Array.from(view.cells);
  for (const cell of patchAt(view, at)) cells[cell] = colour;
  return { ...view, cells };
}

const patchworks = fc
  .integer({ min: 2, max: 6 })
  .chain((side) =>
    fc
      .array(fc.constantFrom(...COLOURS), { minLength: side * side, maxLength: side * side })
      .map((colours) => draw(side, colours)),
  );

describe("planFills", () => {
  it("makes any patchwork one, in no more fills than it has patches", () => {
    fc.assert(
      fc.property(patchworks, (view) => {
        const fills = planFills(view, START, COLOURS) ?? [];
        const end = fills.reduce((now, colour) => fill(now, START, colour), view);
        const painted = [...end.cells].filter((colour) => colour !== 0).length;
        expect(patchAt(end, START).length).toBe(painted);
        expect(fills.length).toBeLessThan(painted / TILE ** 2);
      }),
      { numRuns: 60 },
    );
  });

  it("takes as few fills as can be in a small one", () => {
    // The seven around the corner need three colours in this order, whatever else is filled.
    const view = draw(3, [6, 7, 8, 7, 7, 8, 8, 8, 9]);
    expect(planFills(view, START, COLOURS)).toEqual([7, 8, 9]);
  });
});

describe("detectFill", () => {
  it("tells a patch that changed as a whole from one that did so in part", () => {
    const view = draw(3, [6, 6, 8, 6, 7, 8, 8, 8, 9]);
    expect(detectFill(view, fill(view, START, 9), 9)).toBe(START);
    expect(detectFill(view, draw(3, [9, 6, 8, 6, 7, 8, 8, 8, 9]), 9)).toBeUndefined();
    expect(detectFill(view, view, 9)).toBeUndefined();
  });
});
