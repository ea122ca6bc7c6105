import { areEqual } from "../../perception/equal.ts";
import type { PanelState, Sample } from "./panel-state.ts";

/** Each press turns the tiles it reaches on to the next of some colours, in a circle. */
export interface ColourCycle {
  readonly next: ReadonlyMap<number, number>;
  reach(spot: number): readonly number[] | undefined;
}

/** What presses do, as far as it is known. */
export interface Rule {
  /** The panel whose held tile matters to it, if one does. */
  readonly selectedColour?: number;
  /** How presses in a panel turn its tiles on, where each press of a spot does so to the same ones. */
  readonly colourCycle?: ColourCycle;
  /** The panel state after a press, but for what is held; undefined where the rule does not know. */
  predict(panelState: PanelState, spot: number): PanelState | undefined;
}

/** Whether a rule contradicts none of the samples. */
export const agrees = (rule: Rule, samples: readonly Sample[]): boolean =>
  samples.every(({ before, spot, after }) => {
    const predicted = rule.predict(before, spot);
    return !predicted || areEqual(predicted.values, after.values);
  });
