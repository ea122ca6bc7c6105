import {
  type Cooldown,
  cooldownAfterGrant,
  cooldownAfterSettle,
  cooldownHold,
  NO_COOLDOWN,
} from "./backoff.ts";
import type { Priority, TokenCost, WaitReason } from "./limiter.ts";
import { type Members, NO_MEMBERS } from "./members.ts";
import { limitFor, type Plan } from "./plan.ts";
import { spacingOf } from "./rules.ts";
import type { Settlement } from "./settlement.ts";
import { holdingFor, NO_RATIOS, NO_TOKENS, type TokenRatios, withRatio } from "./token-ratio.ts";
import {
  capHold,
  EMPTY_WINDOW,
  placeOf,
  refreshed,
  released,
  type Slot,
  type SlotTokens,
  type TokenKind,
  type Tokens,
  usedIn,
  type Window,
} from "./window.ts";

/** All that a decision depends on beside the request and the time. Plain JSON, never changed in place. */
export interface BudgetState {
  readonly nextId: number;
  readonly window: Window;
  /** When the next send is due where sends are spread evenly. */
  readonly dueMs: number;
  /** Lanes that rest after a reply. */
  readonly resting: readonly { readonly lane: string; readonly untilMs: number }[];
  readonly cooldown: Cooldown;
  /** How far estimates of tokens were off. */
  readonly ratios: TokenRatios;
  /** The processes that share the budget; none where it is not shared. */
  readonly members: Members;
  /** The part of every limit that this budget is: 1, or a member's own while it is cut off from the others. */
  readonly share: number;
  /** What was sent before this moment was assumed (the budget was lost), or is counted by the whole budget too. */
  readonly sinceMs: number;
}

/** What is asked of the budget: may this one go now? */
export interface Claim {
  readonly lane: string;
  readonly priority: Priority;
  readonly cost?: TokenCost | undefined;
}

/** What is owed to others before a claim: room is left for it. */
export interface Owed extends Tokens {
  readonly requests: number;
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
  readonly inputTokens: number;
  readonly outputTokens: number;
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
  ratios: NO_RATIOS,
  members: NO_MEMBERS,
  share: 1,
  sinceMs: 0,
};

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

  hold(cooldownHold(cooldown, nowMs, plan.rules.timeoutMs), "cooldown");
  hold(spacingHold(state, nowMs, claim.lane, plan), "spacing");
  hold(dueMs - nowMs, "second");
  hold(requests("second", 0), "second");
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
  if (waitMs > 0) {
    return { state, decision: { granted: false, waitMs: roundedUp(waitMs), reason } };
  }

  const sent = { id: state.nextId, lane: claim.lane, sentMs: nowMs };
  const slot: Slot = tokens ? { ...sent, tokens } : sent;
  return {
    state: {
      nextId: slot.id + 1,
      window: { ...window, inFlight: [...window.inFlight, slot] },
      dueMs: Math.max(dueMs, nowMs - plan.catchUpMs) + plan.gapMs,
      resting: state.resting,
      cooldown: cooldownAfterGrant(cooldown, slot),
      ratios: state.ratios,
      members: state.members,
      share: state.share,
      sinceMs: state.sinceMs,
    },
    decision: { granted: true, slot },
  };
}

/**
 * Takes in what became of a slot, and says how long a wait it opened (0: none). A slot that was
 * settled before, or was given up and forgotten, changes nothing.
 */
export function settle(
  state: BudgetState,
  nowMs: number,
  { slot, outcome, agoMs, chance }: Settlement,
  plan: Plan,
): { state: BudgetState; waitMs: number } {
  const { rules } = plan;
  const fresh = refreshed(state.window, nowMs, plan);
  const place = placeOf(fresh, slot);
  if (place < 0) return { state, waitMs: 0 };

  const { nextId, dueMs, members } = state;
  const event = { slot, outcome, nowMs, nextId, chance };
  const { cooldown, waitMs } = cooldownAfterSettle(state.cooldown, event, rules.backoff);
  if (outcome.kind === "unsent") {
    const window = { ...fresh, inFlight: fresh.inFlight.toSpliced(place, 1) };
    return { state: { ...state, window, cooldown }, waitMs };
  }
  const repliedMs = Math.max(slot.sentMs, nowMs - agoMs);
  // Where the reply is unknown the request may still be on its way, up to the timeout.
  const atMs =
    outcome.kind === "unknown" ? Math.max(nowMs, slot.sentMs + rules.timeoutMs) : repliedMs;
  const tokens = tokensOf(slot, outcome);
  const window = released(fresh, place, { atMs, tokens }, plan);
  const isKnown = slot.tokens && outcome.kind === "ok" && outcome.usage;
  const ratios = isKnown ? withRatio(state.ratios, slot.tokens.estimated, tokens) : state.ratios;
  const resting = state.resting.filter(({ untilMs }) => untilMs > nowMs);
  const spacingMs = spacingOf(rules, slot.lane);
  if (spacingMs > 0) resting.push({ lane: slot.lane, untilMs: repliedMs + spacingMs });
  return { state: { ...state, window, dueMs, resting, cooldown, ratios, members }, waitMs };
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
    inputTokens: usedIn(window, "input", nowMs, plan),
    outputTokens: usedIn(window, "output", nowMs, plan),
    inFlight: window.inFlight.length,
    cooldownMs: Math.max(0, state.cooldown.untilMs - nowMs),
    consecutiveLimited: state.cooldown.consecutive,
  };
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

/** What a slot cost: as reported, else as much as was held for it. */
function tokensOf({ tokens }: Slot, outcome: Settlement["outcome"]): Tokens {
  const usage = outcome.kind === "ok" ? outcome.usage : undefined;
  const reserved = tokens?.reserved ?? NO_TOKENS;
  return {
    input: usage?.inputTokens ?? reserved.input,
    output: usage?.outputTokens ?? reserved.output,
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
 * Moments are sums of fractions, so a wait that is their difference may end a hair before the moment
 * it waits for: fractions are raised to the next microsecond.
 */
const roundedUp = (waitMs: number): number =>
  Number.isInteger(waitMs) ? waitMs : (Math.floor(waitMs * 1_000) + 1) / 1_000;
