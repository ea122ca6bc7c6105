import type { Board } from "../../perception/board.ts";
import type { Rule } from "./hypothesis.ts";

/** The rules by which two presses in a panel may swap two tiles, of which the first is marked in between. */
export const swapRules = ({ tiles }: Board, panel: number): Rule[] =>
  [false, true].map((nearOnly) => ({
    predict(situation, spot) {
      const pressed = tiles[spot];
      if (pressed?.panel !== panel) return undefined;
      const marked = tiles[situation.marked];
      if (situation.marked === spot) return { ...situation, marked: -1 };
      if (marked?.panel !== panel) return { ...situation, marked: spot };
      const steps = Math.abs(marked.row - pressed.row) + Math.abs(marked.column - pressed.column);
      if (nearOnly && steps > 1) return { ...situation, marked: spot };
      const values = [...situation.values];
      values[spot] = situation.values[situation.marked] as number;
      values[situation.marked] = situation.values[spot] as number;
      return { ...situation, values, marked: -1 };
    },
  }));
