import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPatches, readPattern } from "../../../../src/agents/explorer/perception/pattern.ts";
import { SYMMETRIES } from "../../../../src/agents/explorer/perception/symmetry.ts";
import { drawPanels } from "../helpers/draw-board.ts";

const patterns = fc
  .record({ rows: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 1, max: 4 }) })
  .chain(({ rows, columns }) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

describe("patterns", () => {
  it("are read back from a patch of any scale", () => {
    fc.assert(
      fc.property(patterns, fc.integer({ min: 2, max: 9 }), (colours, side) => {
        const view = drawPanels({ left: 7, top: 9, side, gap: 0, colours });
        const [rows, columns] = [colours.length, colours[0]?.length ?? 0];
        const read = findPatches(view).map((patch) => readPattern(view, patch, rows, columns));
        expect(read).toContainEqual(colours);
      }),
    );
  });

  it("are not read where a box has two colours", () => {
    const view = drawPanels({ left: 0, top: 0, side: 2, gap: 0, colours: [[1, 2, 1, 2]] });
    expect(readPattern(view, { left: 0, top: 0, right: 7, bottom: 1 }, 1, 2)).toBeUndefined();
  });

  it("have eight symmetries, all different", () => {
    const pattern = [
      [1, 2],
      [3, 4],
    ];
    const turned = SYMMETRIES.map(([, turn]) => turn(pattern).flat().join());
    expect(new Set(turned).size).toBe(8);
    for (const colours of turned) expect([...colours].sort()).toEqual([..."1,2,3,4"].sort());
  });
});
