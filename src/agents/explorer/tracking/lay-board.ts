import { ACT, CLICK } from "../../../game/action.ts";
import { type Board, readBoard } from "../perception/board.ts";
import type { Place } from "../perception/place.ts";
import { createCursor } from "./cursor/cursor.ts";
import { type CursorNavigation, createCursorNavigation } from "./cursor/cursor-navigation.ts";
import type { CursorColours } from "./cursor/detect-jump.ts";
import type { Effector } from "./cursor/effector.ts";
import { createMouse } from "./cursor/mouse.ts";

/** The things of one level, and what presses them. */
export interface LaidBoard {
  readonly board: Board;
  readonly effector: Effector;
  readonly cursorNavigation: CursorNavigation;
}

/**
 * Reads the things off a level and takes up the mouse, or the cursor where there are no clicks; undefined
 * where nothing can be pressed. `colours`: of the cursors of earlier levels.
 */
export function layBoard(
  { view, frame: { availableActions } }: Place,
  colours: CursorColours,
): LaidBoard | undefined {
  const takesClicks = availableActions.includes(CLICK);
  if (!takesClicks && !availableActions.includes(ACT)) return undefined;
  const board = readBoard(view);
  const effector = takesClicks
    ? createMouse(board)
    : createCursor(board, colours, availableActions);
  return { board, effector, cursorNavigation: createCursorNavigation(effector) };
}
