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
