/** RESET is 0; ACTION1–4 are by convention up, down, left, right; 5 acts; 6 clicks; 7 undoes. */
export type ActionId = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** One command to a game. */
export interface Action {
  readonly id: ActionId;
  /** Column of a click (ACTION6 only), 0–63 from the left. */
  readonly x?: number;
  /** Row of a click (ACTION6 only), 0–63 from the top. */
  readonly y?: number;
  /** Any JSON value up to 16 KB; the server stores it with the action and shows it in replays. */
  readonly reasoning?: unknown;
  /**
   * With RESET: starts the whole game again, a new play of the scorecard with a bill of its own,
   * instead of the level. Never sent; whoever plays sends as many RESETs as it takes.
   */
  readonly wholeGame?: true;
}

export const RESET: Action = { id: 0 };

/** The id of the action that by convention acts on what is there. */
export const ACT = 5;

/** The id of the action that carries coordinates. */
export const CLICK = 6;

/** The id of the action that by convention takes back the one before. */
export const UNDO = 7;

/** A click on column `x`, row `y`. */
export const click = (x: number, y: number): Action => ({ id: CLICK, x, y });

/** The name the API uses, e.g. `RESET`, `ACTION3`. */
export const actionName = (id: ActionId): string => (id === 0 ? "RESET" : `ACTION${id}`);

/** A short text for people: `RESET`, `ACTION3`, `ACTION6 12,40`. */
export function describeAction(action: Action): string {
  const name = actionName(action.id);
  return action.id === CLICK ? `${name} ${action.x},${action.y}` : name;
}
