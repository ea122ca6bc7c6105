import type { Board } from "../../perception/board.ts";
import type { Rule } from "./hypothesis.ts";

/** The rules by which two presses in a panel may swap two tiles, of which the first is marked in between. */
export const swapRules = ({ tiles }: Board, panel: number): Rule[] =>
  [false, true].map((nearOnly) => ({
    predict(panelState, spot) {
      const pressed = tiles[spot];
      if (pressed?.panel !== panel) return undefined;
      const marked = tiles[panelState.marked];
      if (panelState.marked === spot) return { ...panelState, marked: -1 };
      if (marked?.panel !== panel) return { ...panelState, marked: spot };
      const steps = Math.abs(marked.row - pressed.row) + Math.abs(marked.column - pressed.column);
      if (nearOnly && steps > 1) return { ...panelState, marked: spot };
      const values = [...panelState.values];
      values[spot] = panelState.values[panelState.marked] as number;
      values[panelState.marked] = panelState.values[spot] as number;
      return { ...panelState, values, marked: -1 };
    },
  }));
