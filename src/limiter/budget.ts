import {
  type Cooldown,
  cooldownAfterGrant,
  cooldownAfterSettle,
  cooldownHold,
  NO_COOLDOWN,
} from "./backoff.ts";
import type { Outcome, Priority, WaitReason } from "./limiter.ts";
import { evenGapMs, type Rules, secondCap, spacingOf, windowCap } from "./rules.ts";
import { capHold, pruned, release, type Slot, usedIn, type Window } from "./window.ts";

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
  window: { inFlight: [], released: [] },
  dueMs: 0,
  resting: [],
  cooldown: NO_COOLDOWN,
};

/** Decides on one request. Pure: a refusal leaves the state as it is. */
export function decide(
  state: BudgetState,
  nowMs: number,
  claim: Claim,
  rules: Rules,
): { state: BudgetState; decision: Decision } {
  const { timeoutMs } = rules;
  const window = pruned(state.window, keepMs(rules), nowMs, timeoutMs);
  let waitMs = 0;
  let reason: WaitReason = "none";
  const hold = (ms: number, why: WaitReason) => {
    if (ms > waitMs) [waitMs, reason] = [ms, why];
  };

  hold(cooldownHold(state.cooldown, nowMs, timeoutMs), "cooldown");
  hold(spacingHold(state, nowMs, claim.lane, rules), "spacing");
  hold(state.dueMs - nowMs, "second");
  const second = secondCap(rules);
  if (second) hold(capHold(window, second, nowMs, timeoutMs), "second");
  const cap = windowCap(rules, claim.priority);
  if (cap) {
    const ms = capHold(window, cap, nowMs, timeoutMs);
    if (ms > waitMs) hold(ms, isFull(window, nowMs, rules) ? "window" : "reserve");
  }
  if (waitMs > 0) return { state, decision: { granted: false, waitMs, reason } };

  const slot: Slot = { id: state.nextId, lane: claim.lane, sentMs: nowMs };
  return {
    state: {
      ...state,
      nextId: slot.id + 1,
      window: { ...window, inFlight: [...window.inFlight, slot] },
      dueMs: dueAfter(state.dueMs, nowMs, evenGapMs(rules)),
      cooldown: cooldownAfterGrant(state.cooldown, slot),
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
  rules: Rules,
): { state: BudgetState; waitMs: number } {
  const { slot, outcome, chance } = settled;
  const window = pruned(state.window, keepMs(rules), nowMs, rules.timeoutMs);
  if (!window.inFlight.some(({ id }) => id === slot.id)) return { state, waitMs: 0 };

  const { nextId } = state;
  const event = { slot, outcome, nowMs, nextId, chance };
  const { cooldown, waitMs } = cooldownAfterSettle(state.cooldown, event, rules.backoff);
  const spacingMs = spacingOf(rules, slot.lane);
  const resting = state.resting.filter(({ untilMs }) => untilMs > nowMs);
  if (spacingMs > 0) resting.push({ lane: slot.lane, untilMs: nowMs + spacingMs });
  // Where the reply is unknown the request may still be on its way, up to the timeout.
  const atMs = outcome.kind === "unknown" ? Math.max(nowMs, slot.sentMs + rules.timeoutMs) : nowMs;
  return {
    state: { ...state, window: release(window, slot, atMs, grainMs(rules)), resting, cooldown },
    waitMs,
  };
}

/** What is used now. The minute is `windowMs` long. Without limits it is exact to a tenth of a second. */
export function usage(state: BudgetState, nowMs: number, rules: Rules): Usage {
  const window = pruned(state.window, keepMs(rules), nowMs, rules.timeoutMs);
  return {
    lastMinute: usedIn(window, rules.windowMs, nowMs, rules.timeoutMs),
    lastSecond: usedIn(window, 1000, nowMs, rules.timeoutMs),
    inFlight: window.inFlight.length,
    cooldownMs: Math.max(0, state.cooldown.untilMs - nowMs),
    consecutiveLimited: state.cooldown.consecutive,
  };
}

/** Until when a lane with spacing waits: for its reply, and then for its rest. */
function spacingHold(state: BudgetState, nowMs: number, lane: string, rules: Rules): number {
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
 * The next due time is counted from this one, not from now, so that late timers cost no rate; but
 * no more than a quarter of a gap is caught up, so that a pause is not followed by a burst.
 */
function dueAfter(dueMs: number, nowMs: number, gapMs: number): number {
  return Math.max(dueMs, nowMs - gapMs / 4) + gapMs;
}

/** Whether even a critical request would have to wait for the window. */
function isFull(window: Window, nowMs: number, rules: Rules): boolean {
  const whole = windowCap(rules, "critical");
  return whole !== null && capHold(window, whole, nowMs, rules.timeoutMs) > 0;
}

function keepMs(rules: Rules): number {
  return Math.max(rules.windowMs, 1000, secondCap(rules)?.spanMs ?? 0);
}

/** With limits the list is as long as they are, and a millisecond is exact enough; without, it must be bounded. */
function grainMs(rules: Rules): number {
  return rules.perMinute === null && rules.perSecond === null ? 100 : 1;
}
