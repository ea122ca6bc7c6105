/** Something that a level may want. `S`: the abstract state that it is about. */
export interface Goal<S> {
  /** Equal for the same goal on one level. */
  readonly id: string;
  /** Equal for goals of one sort, on other levels too. */
  readonly kind: string;
  /** How unlikely its kind looks, before any goal was met: the lowest is tried first. */
  readonly priorCost: number;
  /** How many things are not yet as it wants them; 0 where it is met. */
  cost(state: S): number;
}

/** Whether a goal is met in a state. */
export const isMet = <S>(goal: Goal<S>, state: S): boolean => goal.cost(state) === 0;
