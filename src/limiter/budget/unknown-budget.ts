import { type BudgetState, EMPTY_BUDGET } from "./budget.ts";
import type { Cap, Plan } from "./plan.ts";
import { appended, EMPTY_LOG, type ReleaseLog } from "./release-log.ts";

/**
 * A budget of which nothing is known but that others may have used all of it: in place of one that
 * was lost or is damaged. Requests come free again as they must have been sent, no faster than the
 * rules let anybody send; where nothing spread them, and for tokens, after a whole window. Those that
 * were in flight are lost with it and may still arrive: so all is counted `lateMs` longer, the timeout,
 * as for every request whose reply is unknown. The price is a pause of that length after a loss, which
 * is rare. Where nothing at all is left the throttle begins anew too: another 429 would say so. Where
 * only the age of a state is in doubt, what it says of the server stays: a cooldown, as long as it had
 * to go on, and the throttle.
 *
 * @param lateMs 0 where others still count what is in flight
 */
export function unknownBudget(
  plan: Plan,
  lateMs = plan.rules.timeoutMs,
): (nowMs: number, last?: BudgetState) => BudgetState {
  return (nowMs, last = EMPTY_BUDGET) => ({
    ...EMPTY_BUDGET,
    nextId: last.nextId,
    cooldown: { ...last.cooldown, probe: null },
    throttle: last.throttle,
    slackMs: last.slackMs,
    dueMs: nowMs + plan.gapMs,
    sinceMs: nowMs,
    window: {
      inFlight: [],
      minute: usedUp(plan.minute, nowMs + lateMs, spreadMs(plan)),
      second: usedUp(plan.second, nowMs + lateMs, 0),
      input: usedUp(plan.input, nowMs + lateMs, 0),
      output: usedUp(plan.output, nowMs + lateMs, 0),
    },
  });
}

/** The least time between two requests of everybody together, 0 where they may come at once. */
function spreadMs({ second, gapMs }: Plan): number {
  return Math.max(gapMs, Number.isFinite(second.limit) ? second.spanMs / second.limit : 0);
}

/** The whole limit as replies `everyMs` apart, the latest of them at `lastMs`. */
function usedUp(cap: Cap, lastMs: number, everyMs: number): ReleaseLog {
  if (!Number.isFinite(cap.limit)) return EMPTY_LOG;
  if (everyMs === 0) return appended(EMPTY_LOG, cap, lastMs, cap.limit);
  let log = EMPTY_LOG;
  for (let left = cap.limit - 1; left >= 0; left--) {
    const atMs = lastMs - left * everyMs;
    if (atMs > lastMs - cap.spanMs) log = appended(log, cap, atMs, 1);
  }
  return log;
}
