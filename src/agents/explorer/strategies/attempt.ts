import type { RouteStep } from "../../../memory/map/state-graph.ts";

/** One try at a level. */
export interface Attempt {
  /** The key of the state it started in; undefined when the start was not seen. */
  readonly start: string | undefined;
  /** Whether an action was spent on it, so that a RESET starts only the level again. */
  spent: boolean;
  /** Every action since the start; undefined when one of them is not known. */
  trail: RouteStep[] | undefined;
}

/** A longer way is not worth remembering step by step. */
const MAX_TRAIL = 1_000;

/** Starts an attempt in the state with this key. */
export const startAttempt = (start: string): Attempt => ({ start, spent: false, trail: [] });

/** An attempt that was under way when first seen. */
export const joinAttempt = (): Attempt => ({ start: undefined, spent: false, trail: undefined });

/** Notes an action of the attempt. */
export function noteAction(attempt: Attempt, step: RouteStep): void {
  attempt.spent = true;
  attempt.trail?.push(step);
  if (attempt.trail && attempt.trail.length > MAX_TRAIL) attempt.trail = undefined;
}
