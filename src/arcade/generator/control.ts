import { type Action, type ActionId, CLICK, click } from "../../game/action.ts";
import { type Layout, middleOf, squareUnder } from "./easel.ts";
import { columnOf, rowOf, STEPS } from "./ground.ts";

/**
 * How a game is played:
 * - `walk`: ACTION1–4 move an avatar by a square, `slide` until something stops it;
 * - `tread`: as `walk`, and what the avatar comes onto is pressed;
 * - `arrows`: four squares on the picture move it when clicked;
 * - `reach`: as `walk`, and ACTION6 presses squares from afar;
 * - `click`: ACTION6 presses squares;
 * - `cursor`: ACTION1–4 move a cursor from square to square, ACTION5 presses;
 * - `turn`: ACTION3 and 4 go through the squares in order, ACTION5 presses.
 */
export type Control = "walk" | "slide" | "tread" | "arrows" | "reach" | "click" | "cursor" | "turn";

/** The actions each control takes. */
export const ACTIONS: Readonly<Record<Control, readonly ActionId[]>> = {
  walk: [1, 2, 3, 4],
  slide: [1, 2, 3, 4],
  tread: [1, 2, 3, 4],
  arrows: [6],
  reach: [1, 2, 3, 4, 6],
  click: [6],
  cursor: [1, 2, 3, 4, 5],
  turn: [3, 4, 5],
};

/** Whether an avatar walks the floor. */
export const hasAvatar = (control: Control): boolean =>
  control !== "click" && control !== "cursor" && control !== "turn";

/** What an action asks for. */
export type Intent =
  | { readonly kind: "step"; readonly step: number }
  | { readonly kind: "point"; readonly square: number }
  | { readonly kind: "press"; readonly square: number };

/** What reading an action takes to know of a level. */
export interface ControlPanel {
  readonly control: Control;
  readonly layout: Layout;
  /** Where ACTION1–4 lead. */
  readonly steps: readonly number[];
  /** Squares that react to being pressed, in reading order. */
  readonly presses: readonly number[];
  /** The squares of `arrows`, in the order of the steps; else empty. */
  readonly arrows: readonly number[];
}

/** What an action asks for with avatar or cursor at `at`; null: nothing. */
export function readIntent(panel: ControlPanel, at: number, { id, x, y }: Action): Intent | null {
  const { control, presses, arrows } = panel;
  if (!ACTIONS[control].includes(id)) return null;
  if (id === CLICK) {
    const square = squareUnder(panel.layout, x ?? -1, y ?? -1);
    if (square === undefined) return null;
    const arrow = arrows.indexOf(square);
    if (arrow >= 0) return { kind: "step", step: STEPS[arrow]! };
    return presses.includes(square) ? { kind: "press", square } : null;
  }
  if (id === 5) return { kind: "press", square: at };
  if (control === "turn") {
    const next = (presses.indexOf(at) + (id === 3 ? -1 : 1) + presses.length) % presses.length;
    return { kind: "point", square: presses[next]! };
  }
  const step = panel.steps[id - 1]!;
  return control === "cursor"
    ? { kind: "point", square: nextPress(presses, at, step) }
    : { kind: "step", step };
}

/** The nearest square that can be pressed in a direction: straight ahead, else the least aside. */
function nextPress(presses: readonly number[], at: number, step: number): number {
  const isAcross = Math.abs(step) === 1;
  const sign = Math.sign(step);
  let best = at;
  let least = Number.POSITIVE_INFINITY;
  for (const square of presses) {
    const across = columnOf(square) - columnOf(at);
    const down = rowOf(square) - rowOf(at);
    const [ahead, aside] = isAcross ? [across * sign, down] : [down * sign, across];
    const distance = ahead + 3 * Math.abs(aside);
    if (ahead > 0 && distance < least) [best, least] = [square, distance];
  }
  return best;
}

/** A click in the middle of a square. */
export const clickOn = (layout: Layout, square: number): Action =>
  click(...(middleOf(layout, square) as [number, number]));
