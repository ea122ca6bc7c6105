import { isClickCode } from "../../../../game/action-code.ts";
import type { Board } from "../../perception/board.ts";
import type { Effector } from "./effector.ts";

/** No cells at all. */
export const NOTHING: ReadonlySet<number> = new Set();

/** The mouse clicks on the pressables: each is one action away. */
export const createMouse = ({ pressables, pressableAt }: Board): Effector => ({
  begin() {},
  distance: () => 0,
  towards: (pressable) => pressables[pressable],
  pressedBy: (code) => (isClickCode(code) ? pressableAt(code) : undefined),
  follow() {},
  covered: () => NOTHING,
});
