import fc from "fast-check";
import { COLOURS, type Grid, MAX_SIDE } from "../../src/game/frame.ts";

const side = fc.integer({ min: 1, max: MAX_SIDE });

/** Any grid there can be. */
export const anyGrid: fc.Arbitrary<Grid> = fc
  .tuple(side, side)
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height, max: COLOURS - 1 })
      .map((cells) => ({ width, height, cells })),
  );

/** The grid of a text: a line for each row, a hexadecimal digit for each cell. */
export function gridOf(text: string): Grid {
  const rows = text.split("\n");
  const cells = Uint8Array.from(rows.join(""), (one) => Number.parseInt(one, 16));
  return { width: rows[0]?.length ?? 0, height: rows.length, cells };
}
