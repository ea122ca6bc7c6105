import { LimiterError } from "../errors.ts";
import type { CostEstimate, Priority } from "../limiter.ts";
import { limitFor, type Plan } from "./plan.ts";
import { estimateOf } from "./token-ratio.ts";

/** Throws a LimiterError where a cost can never go, and a RangeError where it is no count. */
export function checkCost(cost: CostEstimate, priority: Priority, plan: Plan): void {
  const tokens = estimateOf(cost);
  for (const kind of ["input", "output"] as const) {
    const count = tokens[kind];
    const atMost = (kind === "input" ? cost.maxInputTokens : cost.maxOutputTokens) ?? count;
    const most = limitFor(plan[kind], priority);
    if (!(Number.isFinite(count) && count >= 0)) {
      throw new RangeError(`${kind}Tokens ${count}: a cost is a number of tokens, 0 or more`);
    }
    if (!(atMost >= count)) {
      throw new RangeError(
        `${kind}Tokens ${count}, but at most ${atMost}: the most is a number no smaller than the estimate`,
      );
    }
    if (count > most) {
      throw new LimiterError(
        "COST_TOO_LARGE",
        `a request of ${count} ${kind} tokens can never go: a ${priority} one may have ${most} in a whole window; make it smaller`,
      );
    }
  }
}
