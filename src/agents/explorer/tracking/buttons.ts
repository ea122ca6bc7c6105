import { decodeAction } from "../../../game/action-code.ts";
import { type Displacement, headingOf, isSameDisplacement } from "../perception/displacement.ts";
import type { View } from "../perception/view.ts";
import { detectDisplacement } from "./detect-displacement.ts";

/** Buttons: places to click that move a thing elsewhere on the grid, as keys do. */
export interface Buttons {
  /** Learns from a click. */
  watch(before: View, code: number, after: View): void;
  /** The codes of clicks on known buttons. */
  list(): readonly number[];
}

/** Clicks often move something by chance: one that did the same so often in a row is a button. */
const SURE = 2;
/** The least share of equal displacements among all by a click. */
const SAME = 0.7;

/** The clicks at one place. */
interface Tally {
  /** The latest displacement, and the colours that moved each time. */
  readonly by: Displacement;
  readonly colours: ReadonlySet<number>;
  readonly total: number;
  /** How often in a row both were the same. */
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
        isSure(other) &&
        [...other.colours].some((colour) => tally.colours.has(colour)) &&
        headingOf(other.by) !== headingOf(tally.by),
    );

  return {
    watch(before, code, after) {
      if (before.key === after.key) return;
      const displaced = detectDisplacement(before, after, tallies.get(code)?.by);
      if (!displaced) return;
      const { x = 0, y = 0 } = decodeAction(code);
      const at = y * before.width + x;
      // A thing that moves when it is clicked itself is no button.
      if (displaced.cells.includes(at) || displaced.now.includes(at)) return;
      const by: Displacement = { dx: displaced.dx, dy: displaced.dy };
      const known = tallies.get(code);
      const shown = new Set(displaced.cells.map((cell) => before.cells[cell] as number));
      const both = [...shown].filter((colour) => known?.colours.has(colour));
      // A thing may push others along.
      const isSame = known !== undefined && both.length > 0 && isSameDisplacement(known.by, by);
      const colours = isSame ? new Set(both) : shown;
      const total = (known?.total ?? 0) + 1;
      tallies.set(code, { by, colours, total, same: isSame ? known.same + 1 : 1 });
      buttons = [...tallies].flatMap(([one, tally]) => (isButton(tally) ? [one] : []));
    },
    list: () => buttons,
  };
}
