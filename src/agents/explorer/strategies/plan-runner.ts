/** A plan under way. Its steps are compared with the actions carried out. */
export interface PlanRunner<Step> {
  /** The steps that are left; none without a plan. */
  readonly steps: readonly Step[];
  /** Sets out on a plan, instead of the one under way. */
  follow(plan: readonly Step[]): void;
  drop(): void;
  /** The next step, which now counts as proposed; undefined without a plan. */
  propose(): Step | undefined;
  /**
   * An action was carried out. Returns the step that was proposed if the action was that one; else drops
   * the plan, for another action was not foreseen.
   */
  carriedOut(isStep: (step: Step) => boolean): Step | undefined;
}

/** Starts without a plan. */
export function createPlanRunner<Step>(): PlanRunner<Step> {
  let steps: readonly Step[] = [];
  let proposed: Step | undefined;

  const follow = (plan: readonly Step[]) => {
    steps = plan;
    proposed = undefined;
  };

  return {
    get steps() {
      return steps;
    },
    follow,
    drop: () => follow([]),
    propose() {
      proposed = steps[0];
      return proposed;
    },
    carriedOut(isStep) {
      const step = proposed !== undefined && isStep(proposed) ? proposed : undefined;
      follow(step === undefined ? [] : steps.slice(1));
      return step;
    },
  };
}
