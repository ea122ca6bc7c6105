import { isClickCode } from "../../../../game/action-code.ts";
import type { Board } from "../../perception/board.ts";
import type { Hand } from "./effector.ts";

const NOTHING: ReadonlySet<number> = new Set();

/** Clicks on the spots. */
export const createMouse = ({ spots, spotAt }: Board): Hand => ({
  begin() {},
  distance: () => 0,
  towards: (spot) => spots[spot],
  pressedBy: (code) => (isClickCode(code) ? spotAt(code) : undefined),
  follow() {},
  covered: () => NOTHING,
});
