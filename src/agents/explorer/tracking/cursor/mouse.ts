import { isClickCode } from "../../../../game/action-code.ts";
import type { Board } from "../../perception/board.ts";
import type { Effector } from "./effector.ts";

const NOTHING: ReadonlySet<number> = new Set();

/** Clicks on the pressables. */
export const createMouse = ({ pressables, pressableAt }: Board): Effector => ({
  begin() {},
  distance: () => 0,
  towards: (pressable) => pressables[pressable],
  pressedBy: (code) => (isClickCode(code) ? pressableAt(code) : undefined),
  follow() {},
  covered: () => NOTHING,
});
