import type { Action, ActionId } from "../../game/action.ts";
import { ACTIONS, clickOn, readIntent } from "./control.ts";
import type { Level } from "./level.ts";

/** Actions that press the squares in this order, by click or with the cursor; null: the level has neither. */
export function carryOut(level: Level, squares: readonly number[]): readonly Action[] | null {
  if (level.control === "click") return squares.map((square) => clickOn(level.layout, square));
  if (level.control !== "cursor" && level.control !== "turn") return null;
  const actions: Action[] = [];
  let at = level.start;
  for (const square of squares) {
    const way = pointAt(level, at, square);
    if (way === null) return null;
    actions.push(...way, { id: 5 });
    at = square;
  }
  return actions;
}

/** The fewest keys that bring the cursor from one square to another. */
function pointAt(level: Level, from: number, to: number): readonly Action[] | null {
  const keys = ACTIONS[level.control].filter((id) => id !== 5);
  const ways = new Map<number, readonly ActionId[]>([[from, []]]);
  for (const [at, way] of ways) {
    if (at === to) return way.map((id) => ({ id }));
    for (const id of keys) {
      const intent = readIntent(level, at, { id });
      if (intent?.kind === "point" && !ways.has(intent.square))
        ways.set(intent.square, [...way, id]);
    }
  }
  return null;
}
