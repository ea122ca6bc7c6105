import { decodeAction } from "../../../game/action-code.ts";
import { hashNumbers } from "../../../game/hash.ts";
import { headingOf, isSameShift, type Shift } from "../perception/displacement.ts";
import type { View } from "../perception/view.ts";
import { detectShift } from "./detect-displacement.ts";

/** Places to click that move a thing elsewhere on the grid, as keys do. */
export interface Buttons {
  /** Learns from a click. */
  watch(before: View, code: number, after: View): void;
  /** The clicks that are known to be buttons, by their codes. */
  list(): readonly number[];
}

/** Much moves by chance when it is clicked: as often as this, in the same way, it is a button. */
const SURE = 2;
/** The least part of a click's shifts that must be the same. */
const SAME = 0.7;

/** What is known of the clicks at one place. */
interface Tally {
  /** The latest shift, and a hash of what moved by it. */
  readonly by: Shift;
  readonly moved: number;
  readonly total: number;
  /** How often in a row it was the same. */
  readonly same: number;
}

/** Starts with none. Buttons come in sets: there are none before two move one thing in different directions. */
export function createButtons(): Buttons {
  const tallies = new Map<number, Tally>();
  let buttons: readonly number[] = [];

  const isSure = ({ total, same }: Tally): boolean => same >= SURE && same >= SAME * total;
  const isButton = (tally: Tally): boolean =>
    isSure(tally) &&
    [...tallies.values()].some(
      (other) =>
        isSure(other) && other.moved === tally.moved && headingOf(other.by) !== headingOf(tally.by),
    );

  return {
    watch(before, code, after) {
      if (before.key === after.key) return;
      const shifted = detectShift(before, after, tallies.get(code)?.by);
      if (!shifted) return;
      const { x = 0, y = 0 } = decodeAction(code);
      const at = y * before.width + x;
      // A thing that moves when it is clicked itself is none.
      if (shifted.cells.includes(at) || shifted.now.includes(at)) return;
      const by: Shift = { dx: shifted.dx, dy: shifted.dy };
      const moved = hashNumbers(
        shifted.cells.length,
        ...new Set(shifted.cells.map((cell) => before.cells[cell] as number)),
      );
      const known = tallies.get(code);
      const isSame = known !== undefined && known.moved === moved && isSameShift(known.by, by);
      const total = (known?.total ?? 0) + 1;
      tallies.set(code, { by, moved, total, same: isSame ? known.same + 1 : 1 });
      buttons = [...tallies].flatMap(([one, tally]) => (isButton(tally) ? [one] : []));
    },
    list: () => buttons,
  };
}
