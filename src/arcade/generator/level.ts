import type { Action } from "../../game/action.ts";
import { ACTIONS, type ControlPanel, clickOn } from "./control.ts";
import type { Part, Rule } from "./rule.ts";

/** One level, laid out: all that never changes while it is played. */
export interface Level extends ControlPanel {
  readonly floor: ReadonlySet<number>;
  readonly walls: ReadonlySet<number>;
  readonly rules: readonly Rule[];
  /** The first square of avatar or cursor; -1 without either. */
  readonly start: number;
  /** Actions until the level is lost; null: any number. */
  readonly budget: number | null;
  /** Whether ACTION7 takes an action back. */
  readonly undoes: boolean;
}

/** All that changes. */
export interface Scene {
  /** Which level, counted from 0. */
  readonly level: number;
  /** The square of avatar or cursor; -1 without either. */
  readonly at: number;
  /** What each rule remembers, in the order of the level's rules. */
  readonly parts: readonly Part[];
  /** Actions left; null without a budget. */
  readonly left: number | null;
  /** What ACTION7 goes back to. */
  readonly before: Scene | null;
}

export const openingOf = (level: Level, index: number): Scene => ({
  level: index,
  at: level.start,
  parts: level.rules.map(({ start }) => start),
  left: level.budget,
  before: null,
});

/** Equal for scenes with the same future, whatever was spent. */
export function keyOf({ rules }: Level, { level, at, parts }: Scene): string {
  let key = `${level}/${at}`;
  for (let rule = 0; rule < rules.length; rule += 1) {
    if (!rules[rule]!.idle) key += `/${parts[rule]!.join()}`;
  }
  return key;
}

/** Every action worth trying; the undo and what leads nowhere are left out. */
export function movesOf(level: Level): readonly Action[] {
  const keys = ACTIONS[level.control].filter((id) => id !== 6).map((id) => ({ id }));
  const useful = new Set(
    level.rules.flatMap(({ idle, presses }) => (idle || !presses ? [] : presses)),
  );
  const squares = level.control === "tread" ? [] : [...useful, ...level.arrows];
  const clicks = ACTIONS[level.control].includes(6)
    ? squares.map((square) => clickOn(level.layout, square))
    : [];
  return [...keys, ...clicks];
}
