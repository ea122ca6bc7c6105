import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPanels, sizeOf } from "../../../../src/agents/explorer/perception/panel.ts";
import { segment } from "../../../../src/agents/explorer/perception/segment.ts";
import { drawPanels } from "../helpers/draw-board.ts";

const panels = fc
  .record({
    rows: fc.integer({ min: 2, max: 4 }),
    columns: fc.integer({ min: 2, max: 4 }),
    side: fc.integer({ min: 3, max: 8 }),
    gap: fc.integer({ min: 1, max: 2 }),
  })
  .chain(({ rows, columns, side, gap }) =>
    fc
      .array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      })
      .map((colours) => ({ left: 10, top: 5, side, gap, colours })),
  );

describe("findPanels", () => {
  it("finds the rows and columns of equal boxes, whatever their size and colours", () => {
    fc.assert(
      fc.property(panels, (drawn) => {
        const [panel, ...others] = findPanels(segment(drawPanels(drawn)));
        expect(others).toEqual([]);
        expect(panel).toMatchObject({
          rows: drawn.colours.length,
          columns: drawn.colours[0]?.length,
          left: 10,
          top: 5,
          width: drawn.side,
          pitchX: drawn.side + drawn.gap,
        });
        expect(panel?.holes.size).toBe(0);
      }),
    );
  });

  it("adds a box that looks like the ground", () => {
    const colours = [
      [1, 2],
      [3, 0],
    ];
    const [panel] = findPanels(segment(drawPanels({ left: 3, top: 3, side: 5, gap: 1, colours })));
    expect(panel && sizeOf(panel)).toBe(4);
  });

  it("keeps the holes of a tile cycle", () => {
    const side = [1, -1, -1, -1, -1, -1, 2];
    const end = [1, 2, 3, 1, 2, 3, 1];
    const colours = [end, side, side, side, end];
    const [tileCycle] = findPanels(
      segment(drawPanels({ left: 3, top: 3, side: 4, gap: 2, colours })),
    );
    expect(tileCycle && sizeOf(tileCycle)).toBe(20);
    expect(tileCycle?.holes.has(8)).toBe(true);
  });

  it("takes boxes that touch slantwise for one panel", () => {
    const colours = [
      [-1, 1, 2, -1],
      [3, -1, -1, 1],
      [2, -1, -1, 3],
      [-1, 1, 2, -1],
    ];
    const panels = findPanels(segment(drawPanels({ left: 3, top: 3, side: 4, gap: 2, colours })));
    expect(panels.map(sizeOf)).toEqual([8]);
  });
});
