import type { Priority, WaitReason } from "../limiter.ts";
import { cooldownAfterGrant, cooldownHold } from "./backoff.ts";
import type { BudgetState, Claim, Decision } from "./budget.ts";
import { limitFor, type Plan } from "./plan.ts";
import { spacingOf } from "./rules.ts";
import { deferralHold } from "./stage.ts";
import { holdingFor } from "./token-ratio.ts";
import {
  capHold,
  refreshed,
  type Slot,
  type SlotTokens,
  type TokenKind,
  type Tokens,
  type Window,
} from "./window.ts";

/** What is owed to others before a claim: room is left for it. */
export interface Owed extends Tokens {
  readonly requests: number;
}

export const NOTHING_OWED: Owed = { requests: 0, input: 0, output: 0 };

/** Decides on one request. Pure: a refusal leaves the state as it is. */
export function decide(
  state: BudgetState,
  nowMs: number,
  claim: Claim,
  plan: Plan,
  owed: Owed = NOTHING_OWED,
): { state: BudgetState; decision: Decision } {
  const window = refreshed(state.window, nowMs, plan);
  const { cooldown, dueMs } = state;
  const { priority } = claim;
  const deferredMs = deferralHold(window, claim, state.stage, nowMs, plan);
  if (deferredMs > 0) return refused(state, deferredMs, "deferred");
  const tokens = claim.cost && holdingFor(claim, state.ratios, plan);
  let waitMs = 0;
  let reason: WaitReason = "none";
  const hold = (ms: number, why: WaitReason) => {
    if (ms <= waitMs) return;
    waitMs = ms;
    reason = why;
  };
  const requests = (span: "minute" | "second", ahead: number, who = priority) =>
    capHold(window, span, { limit: limitFor(plan[span], who), amount: 1, ahead }, nowMs, plan);

  const cooldownMs = cooldownHold(cooldown, nowMs, plan.rules.timeoutMs);
  if (!claim.urgent) hold(cooldownMs, "cooldown");
  hold(spacingHold(state, nowMs, claim.lane, plan), "spacing");
  // On a small share the next send is seconds away, longer than a run that is interrupted waits to close.
  const isBrief = priority === "critical" && state.share < 1;
  if (!isBrief) {
    hold(dueMs - nowMs, "second");
    hold(requests("second", 0), "second");
  }
  if (tokens) {
    hold(tokenHold(window, "input", { tokens, priority, ahead: 0 }, nowMs, plan), "input-tokens");
    hold(tokenHold(window, "output", { tokens, priority, ahead: 0 }, nowMs, plan), "output-tokens");
  }
  const minuteMs = requests("minute", 0);
  if (minuteMs > waitMs) {
    // Where a critical request could still go, it is the reserve that holds this one.
    hold(minuteMs, requests("minute", 0, "critical") > 0 ? "window" : "reserve");
  }
  if (owed.requests > 0) {
    // Where sends are even, the n-th from now is due n gaps later.
    if (plan.gapMs > 0) hold(dueMs - nowMs + owed.requests * plan.gapMs, "share");
    hold(requests("second", owed.requests), "share");
    hold(requests("minute", owed.requests), "share");
    for (const kind of tokens ? (["input", "output"] as const) : []) {
      const want = { tokens: tokens!, priority, ahead: owed[kind] };
      hold(tokenHold(window, kind, want, nowMs, plan), "share");
    }
  }
  if (waitMs > 0) return refused(state, waitMs, reason);

  const sent = { id: state.nextId, lane: claim.lane, sentMs: nowMs };
  const slot: Slot = tokens ? { ...sent, tokens } : sent;
  return {
    state: {
      nextId: slot.id + 1,
      window: { ...window, inFlight: [...window.inFlight, slot] },
      dueMs: Math.max(dueMs, nowMs - plan.catchUpMs) + plan.gapMs,
      resting: state.resting,
      // What goes in spite of the wait is not the probe that comes after it.
      cooldown: cooldownMs > 0 ? cooldown : cooldownAfterGrant(cooldown, slot),
      throttle: state.throttle,
      stage: state.stage,
      ratios: state.ratios,
      members: state.members,
      share: state.share,
      sinceMs: state.sinceMs,
      slackMs: state.slackMs,
    },
    decision: { granted: true, slot },
  };
}

/** Whether a refusal says nothing about the requests behind the refused one. */
export const holdsItselfAlone = (reason: WaitReason): boolean =>
  reason === "spacing" || reason === "deferred";

/**
 * Moments are sums of fractions, so a wait that is their difference may end a hair before the moment
 * it waits for: fractions are raised to the next microsecond.
 */
function refused(state: BudgetState, waitMs: number, reason: WaitReason) {
  const roundedMs = Number.isInteger(waitMs) ? waitMs : (Math.floor(waitMs * 1_000) + 1) / 1_000;
  return { state, decision: { granted: false, waitMs: roundedMs, reason } as const };
}

/**
 * Two things are asked of tokens: that what is likely keeps within the share of the priority, and that
 * the worst that may come of it keeps within the whole limit.
 */
function tokenHold(
  window: Window,
  kind: TokenKind,
  claim: { readonly tokens: SlotTokens; readonly priority: Priority; readonly ahead: number },
  nowMs: number,
  plan: Plan,
): number {
  const { tokens, priority, ahead } = claim;
  const share = { limit: limitFor(plan[kind], priority), amount: tokens.likely[kind], ahead };
  const whole = { limit: plan[kind].limit, amount: tokens.reserved[kind], ahead };
  return Math.max(
    capHold(window, kind, { ...share, as: "likely" }, nowMs, plan),
    capHold(window, kind, { ...whole, as: "reserved" }, nowMs, plan),
  );
}

/** How long a lane waits: with spacing for its reply, and then for its rest. */
function spacingHold(state: BudgetState, nowMs: number, lane: string, { rules }: Plan): number {
  const spacingMs = spacingOf(rules, lane);
  let untilMs = nowMs;
  for (const slot of spacingMs > 0 ? state.window.inFlight : []) {
    if (slot.lane === lane) untilMs = Math.max(untilMs, slot.sentMs + rules.timeoutMs + spacingMs);
  }
  for (const rest of state.resting) {
    if (rest.lane === lane) untilMs = Math.max(untilMs, rest.untilMs);
  }
  return untilMs - nowMs;
}
