import { decodeAction } from "../../../game/action-code.ts";
import { hashNumbers } from "../../../game/hash.ts";
import { type Displacement, headingOf, isSameDisplacement } from "../perception/displacement.ts";
import type { View } from "../perception/view.ts";
import { detectDisplacement } from "./detect-displacement.ts";

/** Places to click that move a thing elsewhere on the grid, as keys do. */
export interface Buttons {
  /** Learns from a click. */
  watch(before: View, code: number, after: View): void;
  /** The clicks that are known to be buttons, by their codes. */
  list(): readonly number[];
}

/** Much moves by chance when it is clicked: as often as this, in the same way, it is a button. */
const SURE = 2;
/** The least part of a click's displacements that must be the same. */
const SAME = 0.7;

/** What is known of the clicks at one place. */
interface Tally {
  /** The latest displacement, and a hash of what moved by it. */
  readonly by: Displacement;
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
      const displaced = detectDisplacement(before, after, tallies.get(code)?.by);
      if (!displaced) return;
      const { x = 0, y = 0 } = decodeAction(code);
      const at = y * before.width + x;
      // A thing that moves when it is clicked itself is none.
      if (displaced.cells.includes(at) || displaced.now.includes(at)) return;
      const by: Displacement = { dx: displaced.dx, dy: displaced.dy };
      const moved = hashNumbers(
        displaced.cells.length,
        ...new Set(displaced.cells.map((cell) => before.cells[cell] as number)),
      );
      const known = tallies.get(code);
      const isSame =
        known !== undefined && known.moved === moved && isSameDisplacement(known.by, by);
      const total = (known?.total ?? 0) + 1;
      tallies.set(code, { by, moved, total, same: isSame ? known.same + 1 : 1 });
      buttons = [...tallies].flatMap(([one, tally]) => (isButton(tally) ? [one] : []));
    },
    list: () => buttons,
  };
}
