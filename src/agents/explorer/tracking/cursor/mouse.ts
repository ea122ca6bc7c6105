import { decodeAction } from "../../../../game/action-code.ts";
import type { Board } from "../../perception/board.ts";
import type { Effector } from "./effector.ts";

/** No cells at all. */
export const NOTHING: ReadonlySet<number> = new Set();

/** The mouse clicks on the pressables: each is one action away. */
export const createMouse = ({ pressables, pressableNear }: Board): Effector => ({
  begin() {},
  distance: () => 0,
  towards: (pressable) => pressables[pressable],
  pressedBy(code) {
    const { x, y } = decodeAction(code);
    return x === undefined || y === undefined ? undefined : pressableNear(x, y, 0);
  },
  follow() {},
  covered: () => NOTHING,
});
