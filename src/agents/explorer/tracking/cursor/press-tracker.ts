import { ACT, CLICK } from "../../../../game/action.ts";
import { type Board, readBoard } from "../../perception/board.ts";
import type { Place } from "../../perception/place.ts";
import type { Transition } from "../../perception/transition.ts";
import { createCursor } from "./cursor.ts";
import type { CursorColours } from "./detect-jump.ts";
import type { Effector } from "./effector.ts";
import { createMouse, NOTHING } from "./mouse.ts";

/** The board of the current level, its effector, and what each step pressed: fed once per step for all strategies. */
export interface PressTracker {
  /** A level begins (`isNew`), or begins again. */
  begin(place: Place, isNew: boolean): void;
  observe(step: Transition): void;
  /** Both are undefined where nothing can be pressed. */
  readonly board: Board | undefined;
  readonly effector: Effector | undefined;
  /** The pressable that the last step pressed; undefined for none. */
  readonly pressed: number | undefined;
  /** The cells that the effector covered before the last step. */
  readonly coveredBefore: ReadonlySet<number>;
}

/** Takes the mouse, or a cursor where there are no clicks; what is known of a cursor's colour holds for the game. */
export function createPressTracker(): PressTracker {
  const colours: CursorColours = new Map();
  let board: Board | undefined;
  let effector: Effector | undefined;
  let pressed: number | undefined;
  let coveredBefore = NOTHING;

  return {
    begin({ view, frame: { availableActions: keys } }, isNew) {
      if (isNew) {
        const takesClicks = keys.includes(CLICK);
        board = takesClicks || keys.includes(ACT) ? readBoard(view) : undefined;
        effector = board && (takesClicks ? createMouse(board) : createCursor(board, colours, keys));
      }
      effector?.begin();
    },
    observe({ from, code, to }) {
      pressed = effector?.pressedBy(code);
      coveredBefore = effector?.covered() ?? NOTHING;
      if (typeof to !== "number") effector?.follow(code, from.view, to.view);
    },
    get board() {
      return board;
    },
    get effector() {
      return effector;
    },
    get pressed() {
      return pressed;
    },
    get coveredBefore() {
      return coveredBefore;
    },
  };
}
