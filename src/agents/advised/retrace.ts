import type { AdviceLog } from "../../advice/advice-log.ts";
import { type Action, RESET } from "../../game/action.ts";
import type { Step } from "../../game/step.ts";
import { formatAction } from "./action-text.ts";

export interface Retracing {
  readonly log: AdviceLog;
  /** The director's next action. */
  next(): Promise<Action>;
  /** Has all learn from a step. */
  observe(step: Step): Promise<void>;
}

/**
 * Goes once more through the steps that a run took before its process ended: the director makes its choices
 * again, with answers, code and the explorer's choices from the log, and so comes to where it was. False where
 * that did not succeed, since steps or records are missing: all steps are learned then, but nothing else.
 */
export async function retrace(steps: readonly Step[], parts: Retracing): Promise<boolean> {
  const { log, next, observe } = parts;
  const { past } = log;
  let isTrue = past.brought !== undefined && past.steps <= steps.length;
  for (const step of steps) {
    if (isTrue && log.steps >= past.first && isChosen(step, log)) isTrue = await leadsTo(step);
    await observe(step);
  }
  return isTrue;

  /** Whether the director chooses this step too, once those of its choices were refused that were before. */
  async function leadsTo({ action }: Step): Promise<boolean> {
    do {
      const chosen = await next();
      if (formatAction(chosen) === formatAction(action)) return true;
    } while (past.act(log.steps));
    return false;
  }
}

/** A RESET of which nothing was written is the training's own. */
const isChosen = ({ action }: Step, { past, steps }: AdviceLog): boolean =>
  action.id !== RESET.id || past.act(steps) !== undefined;
