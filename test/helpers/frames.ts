import type { Action } from "../../src/game/action.ts";
import type { Frame, Grid } from "../../src/game/frame.ts";
import type { Step } from "../../src/game/step.ts";
import { plain } from "./tiny-games.ts";

/** A frame of a game that goes on. */
export const frameOf = (changes: Partial<Frame> = {}): Frame => ({
  gameId: "walk-0001",
  guid: "guid-1",
  grids: [plain(3, 2)],
  state: "NOT_FINISHED",
  levelsCompleted: 0,
  winLevels: 2,
  availableActions: [1, 2, 3, 6],
  ...changes,
});

/** A step that ended in `after`. */
export const stepOf = (action: Action, after: Frame, changes: Partial<Step> = {}): Step => ({
  index: 1,
  before: null,
  action,
  after,
  billed: action.id === 0 ? 0 : 1,
  startsPlay: action.id === 0,
  actionsOnLevel: action.id === 0 ? 0 : 1,
  levelCompleted: false,
  ...changes,
});

/** The rows of a grid, as the wire has them. */
export const rowsOf = ({ width, height, cells }: Grid): number[][] =>
  Array.from({ length: height }, (_, y) => [...cells.subarray(y * width, (y + 1) * width)]);
