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
  /** The cells that the effector covers now, and those that it covered before the last step. */
  readonly covered: ReadonlySet<number>;
  readonly coveredBefore: ReadonlySet<number>;
}

/** Takes the mouse, or a cursor where there are no clicks; what is known of a cursor's colour holds for the game. */
export function createPressTracker(): PressTracker {
  const colours: CursorColours = new Map();
  const tracker = {
    board: undefined as Board | undefined,
    effector: undefined as Effector | undefined,
    pressed: undefined as number | undefined,
    coveredBefore: NOTHING,
    get covered() {
      return tracker.effector?.covered() ?? NOTHING;
    },
    begin({ view, frame: { availableActions: keys } }: Place, isNew: boolean) {
      if (isNew) {
        const takesClicks = keys.includes(CLICK);
        const board = takesClicks || keys.includes(ACT) ? readBoard(view) : undefined;
        const create = takesClicks ? createMouse : createCursor;
        tracker.board = board;
        tracker.effector = board && create(board, colours, keys);
      }
      tracker.effector?.begin();
    },
    observe({ from, code, to }: Transition) {
      tracker.pressed = tracker.effector?.pressedBy(code);
      tracker.coveredBefore = tracker.covered;
      if (typeof to !== "number") tracker.effector?.follow(code, from.view, to.view);
    },
  };
  return tracker;
}
