import {
  type Cooldown,
  cooldownAfterGrant,
  cooldownAfterSettle,
  cooldownHold,
  NO_COOLDOWN,
} from "./backoff.ts";
import type { Outcome, Priority, WaitReason } from "./limiter.ts";
import type { Plan } from "./plan.ts";
import { spacingOf } from "./rules.ts";
import {
  capHold,
  EMPTY_WINDOW,
  refreshed,
  released,
  type Slot,
  usedIn,
  type Window,
} from "./window.ts";

/** All that a decision depends on beside the request and the time. Plain data, never changed in place. */
export interface BudgetState {
  readonly nextId: number;
  readonly window: Window;
  /** When the next send is due where sends are spread evenly. */
  readonly dueMs: number;
  /** Lanes that rest after a reply. */
  readonly resting: readonly { readonly lane: string; readonly untilMs: number }[];
  readonly cooldown: Cooldown;
}

/** What is asked of the budget: may this one go now? */
export interface Claim {
  readonly lane: string;
  readonly priority: Priority;
}

/**
 * The answer. A refusal names the rule that holds longest; ask again after `waitMs`, or when
 * something was settled. `spacing` holds one lane, every other reason all of the same priority and below.
 */
export type Decision =
  | { readonly granted: true; readonly slot: Slot }
  | { readonly granted: false; readonly waitMs: number; readonly reason: WaitReason };

/** What is used at one moment. */
export interface Usage {
  readonly lastMinute: number;
  readonly lastSecond: number;
  readonly inFlight: number;
  readonly cooldownMs: number;
  readonly consecutiveLimited: number;
}

export const EMPTY_BUDGET: BudgetState = {
  nextId: 1,
  window: EMPTY_WINDOW,
  dueMs: 0,
  resting: [],
  cooldown: NO_COOLDOWN,
};

/** Decides on one request. Pure: a refusal leaves the state as it is. */
export function decide(
  state: BudgetState,
  nowMs: number,
  claim: Claim,
  plan: Plan,
): { state: BudgetState; decision: Decision } {
  const window = refreshed(state.window, nowMs, plan);
  const { cooldown, dueMs } = state;
  const minuteMs = capHold(window, "minute", claim.priority, nowMs, plan);
  let waitMs = 0;
  let reason: WaitReason = "none";
  const hold = (ms: number, why: WaitReason) => {
    if (ms <= waitMs) return;
    waitMs = ms;
    reason = why;
  };

  hold(cooldownHold(cooldown, nowMs, plan.rules.timeoutMs), "cooldown");
  hold(spacingHold(state, nowMs, claim.lane, plan), "spacing");
  hold(dueMs - nowMs, "second");
  hold(capHold(window, "second", claim.priority, nowMs, plan), "second");
  if (minuteMs > waitMs) {
    // Where a critical request could still go, it is the reserve that holds this one.
    const isFull = capHold(window, "minute", "critical", nowMs, plan) > 0;
    hold(minuteMs, isFull ? "window" : "reserve");
  }
  if (waitMs > 0) return { state, decision: { granted: false, waitMs, reason } };

  const slot: Slot = { id: state.nextId, lane: claim.lane, sentMs: nowMs };
  return {
    state: {
      nextId: slot.id + 1,
      window: { ...window, inFlight: [...window.inFlight, slot] },
      dueMs: dueAfter(dueMs, nowMs, plan.gapMs),
      resting: state.resting,
      cooldown: cooldownAfterGrant(cooldown, slot),
    },
    decision: { granted: true, slot },
  };
}

/**
 * Takes in what became of a slot, and says how long a wait it opened (0: none). `chance` in [0, 1)
 * is for jitter. A slot that was settled before, or was given up and forgotten, changes nothing.
 */
export function settle(
  state: BudgetState,
  nowMs: number,
  settled: { slot: Slot; outcome: Outcome; chance: number },
  plan: Plan,
): { state: BudgetState; waitMs: number } {
  const { slot, outcome, chance } = settled;
  const { rules } = plan;
  // Where the reply is unknown the request may still be on its way, up to the timeout.
  const atMs = outcome.kind === "unknown" ? Math.max(nowMs, slot.sentMs + rules.timeoutMs) : nowMs;
  const window = released(refreshed(state.window, nowMs, plan), slot, atMs, plan);
  if (!window) return { state, waitMs: 0 };

  const { nextId } = state;
  const event = { slot, outcome, nowMs, nextId, chance };
  const { cooldown, waitMs } = cooldownAfterSettle(state.cooldown, event, rules.backoff);
  const resting = state.resting.filter(({ untilMs }) => untilMs > nowMs);
  const spacingMs = spacingOf(rules, slot.lane);
  if (spacingMs > 0) resting.push({ lane: slot.lane, untilMs: nowMs + spacingMs });
  return { state: { nextId, window, dueMs: state.dueMs, resting, cooldown }, waitMs };
}

/**
 * What is used now. The minute is `windowMs` long, the second longer where the rate is below 1/s.
 * Without a limit the minute is exact to a tenth of a second.
 */
export function usage(state: BudgetState, nowMs: number, plan: Plan): Usage {
  const window = refreshed(state.window, nowMs, plan);
  return {
    lastMinute: usedIn(window, "minute", nowMs, plan),
    lastSecond: usedIn(window, "second", nowMs, plan),
    inFlight: window.inFlight.length,
    cooldownMs: Math.max(0, state.cooldown.untilMs - nowMs),
    consecutiveLimited: state.cooldown.consecutive,
  };
}

/** How long a lane with spacing waits: for its reply, and then for its rest. */
function spacingHold(state: BudgetState, nowMs: number, lane: string, { rules }: Plan): number {
  const spacingMs = spacingOf(rules, lane);
  if (spacingMs === 0) return 0;
  let untilMs = nowMs;
  for (const slot of state.window.inFlight) {
    if (slot.lane === lane) untilMs = Math.max(untilMs, slot.sentMs + rules.timeoutMs + spacingMs);
  }
  for (const rest of state.resting) {
    if (rest.lane === lane) untilMs = Math.max(untilMs, rest.untilMs);
  }
  return untilMs - nowMs;
}

/**
 * The next due time is counted from the last one, not from now, so that late timers cost no rate; but
 * no more than a quarter of a gap is caught up, so that no burst follows a pause.
 */
function dueAfter(dueMs: number, nowMs: number, gapMs: number): number {
  return Math.max(dueMs, nowMs - gapMs / 4) + gapMs;
}
