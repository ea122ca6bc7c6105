import type { Sample, Situation } from "./situation.ts";

/** What presses do, as far as it is known. */
export interface Rule {
  /** The panel whose held tile matters to it, if one does. */
  readonly brush?: number;
  /** The situation after a press, but for what is held; undefined where the rule does not know. */
  predict(situation: Situation, spot: number): Situation | undefined;
}

/** Whether a rule contradicts none of the samples. */
export const agrees = (rule: Rule, samples: readonly Sample[]): boolean =>
  samples.every(({ before, spot, after }) => {
    const predicted = rule.predict(before, spot);
    return !predicted || areEqual(predicted.values, after.values);
  });

export const areEqual = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, at) => value === b[at]);
