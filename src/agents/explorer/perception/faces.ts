import type { Board } from "./board.ts";
import { widthOf } from "./bounds.ts";
import { cellsInBounds } from "./cells-in-bounds.ts";
import type { View } from "./view.ts";

/**
 * What each pressable of a board shows, equal for equal looks; undefined for those that the effector covers
 * in part.
 */
export function readFaces(
  { cells, width }: View,
  { boxes }: Board,
  covered: ReadonlySet<number>,
): (string | undefined)[] {
  return boxes.map((box) => {
    let face = `${widthOf(box)} `;
    for (const cell of cellsInBounds(width, box)) {
      if (covered.has(cell)) return undefined;
      face += String.fromCharCode(97 + (cells[cell] as number));
    }
    return face;
  });
}
