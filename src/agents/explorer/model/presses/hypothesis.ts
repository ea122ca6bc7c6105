import { areEqual } from "../../perception/equal.ts";
import type { Sample, Situation } from "./panel-state.ts";

/** Each press turns the tiles it reaches on to the next of some colours, in a circle. */
export interface Wheel {
  readonly next: ReadonlyMap<number, number>;
  reach(spot: number): readonly number[] | undefined;
}

/** What presses do, as far as it is known. */
export interface Rule {
  /** The panel whose held tile matters to it, if one does. */
  readonly brush?: number;
  /** How presses in a panel turn its tiles on, where each press of a spot does so to the same ones. */
  readonly wheel?: Wheel;
  /** The situation after a press, but for what is held; undefined where the rule does not know. */
  predict(situation: Situation, spot: number): Situation | undefined;
}

/** Whether a rule contradicts none of the samples. */
export const agrees = (rule: Rule, samples: readonly Sample[]): boolean =>
  samples.every(({ before, spot, after }) => {
    const predicted = rule.predict(before, spot);
    return !predicted || areEqual(predicted.values, after.values);
  });
