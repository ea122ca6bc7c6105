import { type Action, type ActionId, CLICK, click } from "./action.ts";
import { MAX_SIDE } from "./frame.ts";

const FIRST_CLICK = 8;

/** One past the largest code. */
export const CODES = FIRST_CLICK + MAX_SIDE * MAX_SIDE;

/** The code of a click on column `x`, row `y`. */
export const clickCode = (x: number, y: number): number => FIRST_CLICK + y * MAX_SIDE + x;

/** Whether a code stands for a click. */
export const isClickCode = (code: number): boolean => code >= FIRST_CLICK;

/** An action as one small whole number: its id, or 8 + 64·y + x for a click. */
export const encodeAction = ({ id, x = 0, y = 0 }: Action): number =>
  id === CLICK ? clickCode(x, y) : id;

/** The action of a code. */
export function decodeAction(code: number): Action {
  if (!isClickCode(code)) return { id: code as ActionId };
  const place = code - FIRST_CLICK;
  return click(place % MAX_SIDE, Math.floor(place / MAX_SIDE));
}
