import { type Grid, MAX_SIDE } from "./frame.ts";

const COMMA = 0x2c;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const ZERO = 0x30;

// Colours take at most two digits and a comma; each row two brackets and a comma.
const scratch = Buffer.allocUnsafe(MAX_SIDE * (MAX_SIDE * 3 + 3) + 2);

/**
 * The wire text of a grid, `[[0,12,…],…]`: by hand, since it is most of what the server writes and
 * JSON.stringify would want an array of arrays first.
 */
export function gridJson({ width, height, cells }: Grid): string {
  let at = 0;
  let cell = 0;
  scratch[at++] = OPEN;
  for (let y = 0; y < height; y++) {
    scratch[at++] = OPEN;
    for (let x = 0; x < width; x++) {
      let colour = cells[cell++] as number;
      if (colour >= 10) {
        scratch[at++] = ZERO + 1;
        colour -= 10;
      }
      scratch[at++] = ZERO + colour;
      scratch[at++] = COMMA;
    }
    scratch[at - 1] = CLOSE;
    scratch[at++] = COMMA;
  }
  scratch[at - 1] = CLOSE;
  return scratch.toString("latin1", 0, at);
}
