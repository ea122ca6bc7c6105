import { areEqual } from "../../perception/lists.ts";
import type { PanelState, Sample } from "./panel-state.ts";

/** Cyclic colours (Z_k): each press adds one to the tiles it reaches. */
export interface CyclicColours {
  /** The successor of each colour, as far as it is known. */
  readonly next: ReadonlyMap<number, number>;
  /** The tiles that a press reaches. */
  reach(pressable: number): readonly number[] | undefined;
}

/** A hypothesis of what presses do. */
export interface Hypothesis {
  /** The panel whose selected tile gives the colour, if one does. */
  readonly palette?: number;
  /** The cyclic colours, where each press of a pressable reaches the same tiles. */
  readonly cyclicColours?: CyclicColours;
  /** The panel state after a press, but for the selection; undefined where the hypothesis makes no prediction. */
  predict(panelState: PanelState, pressable: number): PanelState | undefined;
}

/** Whether a hypothesis is consistent with the samples: none contradicts a prediction. */
export const isConsistent = (hypothesis: Hypothesis, samples: readonly Sample[]): boolean =>
  samples.every(({ before, pressable, after }) => {
    const predicted = hypothesis.predict(before, pressable);
    return !predicted || areEqual(predicted.values, after.values);
  });
