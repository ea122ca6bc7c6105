import { type Grid, MAX_SIDE } from "../../../game/frame.ts";
import { hashGrid } from "../../../game/grid-hash.ts";
import { HIDDEN, type Mask } from "../../../game/mask.ts";

/** A grid as the explorer sees it: hidden cells have the colour HIDDEN. */
export interface View {
  readonly width: number;
  readonly height: number;
  /** `cells[y * width + x]` */
  readonly cells: Uint8Array;
  /** Its hash: equal views have equal keys. */
  readonly key: string;
}

/** Looks at a grid through a mask. */
export function lookAt({ width, height, cells }: Grid, { hidden }: Mask): View {
  const seen = Uint8Array.from(cells);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (hidden[y * MAX_SIDE + x] === 1) seen[at] = HIDDEN;
    }
  }
  return { width, height, cells: seen, key: hashGrid(seen, width) };
}
