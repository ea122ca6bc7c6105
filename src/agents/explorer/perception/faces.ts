import type { Board } from "./board.ts";
import type { View } from "./view.ts";

/**
 * What each spot of a board shows, equal for equal pictures; undefined for those that the hand covers
 * in part.
 */
export function readFaces(
  { cells, width }: View,
  { boxes }: Board,
  covered: ReadonlySet<number>,
): (string | undefined)[] {
  return boxes.map(({ left, top, right, bottom }) => {
    let face = `${right - left} `;
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const at = y * width + x;
        if (covered.has(at)) return undefined;
        face += String.fromCharCode(97 + (cells[at] as number));
      }
    }
    return face;
  });
}
