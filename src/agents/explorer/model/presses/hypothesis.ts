import { areEqual } from "../../perception/equal.ts";
import type { PanelState, Sample } from "./panel-state.ts";

/** Each press turns the tiles it reaches on to the next of some colours, in a circle. */
export interface CyclicColours {
  readonly next: ReadonlyMap<number, number>;
  reach(pressable: number): readonly number[] | undefined;
}

/** What presses do, as far as it is known. */
export interface Hypothesis {
  /** The panel whose selected tile matters to it, if one does. */
  readonly selectedColour?: number;
  /** How presses in a panel turn its tiles on, where each press of a pressable does so to the same ones. */
  readonly cyclicColours?: CyclicColours;
  /** The panel state after a press, but for what is selected; undefined where the hypothesis does not know. */
  predict(panelState: PanelState, pressable: number): PanelState | undefined;
}

/** Whether a hypothesis contradicts none of the samples. */
export const isConsistent = (hypothesis: Hypothesis, samples: readonly Sample[]): boolean =>
  samples.every(({ before, pressable, after }) => {
    const predicted = hypothesis.predict(before, pressable);
    return !predicted || areEqual(predicted.values, after.values);
  });
