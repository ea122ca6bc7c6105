import type { Board } from "../../perception/board.ts";
import type { Hypothesis } from "./hypothesis.ts";

/** The hypotheses that two presses in a panel swap two tiles, of which the first is highlighted in between: any two, or neighbours only. */
export const swapHypotheses = ({ tiles }: Board, panel: number): Hypothesis[] =>
  [false, true].map((nearOnly) => ({
    predict(panelState, pressable) {
      const pressed = tiles[pressable];
      if (pressed?.panel !== panel) return undefined;
      const highlighted = tiles[panelState.highlighted];
      if (panelState.highlighted === pressable) return { ...panelState, highlighted: -1 };
      if (highlighted?.panel !== panel) return { ...panelState, highlighted: pressable };
      const steps =
        Math.abs(highlighted.row - pressed.row) + Math.abs(highlighted.column - pressed.column);
      if (nearOnly && steps > 1) return { ...panelState, highlighted: pressable };
      const values = [...panelState.values];
      values[pressable] = panelState.values[panelState.highlighted] as number;
      values[panelState.highlighted] = panelState.values[pressable] as number;
      return { ...panelState, values, highlighted: -1 };
    },
  }));
