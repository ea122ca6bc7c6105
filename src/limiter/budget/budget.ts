import type { CostEstimate, Priority, Stage, WaitReason } from "../limiter.ts";
import { type Cooldown, NO_COOLDOWN } from "./backoff.ts";
import { type Members, NO_MEMBERS } from "./members.ts";
import type { Plan } from "./plan.ts";
import { stageAt, windowUse } from "./stage.ts";
import { NO_THROTTLE, type Throttle } from "./throttle.ts";
import { NO_RATIOS, type TokenRatios } from "./token-ratio.ts";
import { EMPTY_WINDOW, refreshed, type Slot, usedIn, type Window } from "./window.ts";

/** All that a decision depends on beside the request and the time. Plain JSON, never changed in place. */
export interface BudgetState {
  readonly nextId: number;
  readonly window: Window;
  /** When the next send is due where sends are spread evenly. */
  readonly dueMs: number;
  /** Lanes that rest after a reply. */
  readonly resting: readonly { readonly lane: string; readonly untilMs: number }[];
  readonly cooldown: Cooldown;
  /** How far all hold back below the known limits. */
  readonly throttle: Throttle;
  /** Who is deferred. */
  readonly stage: Stage;
  /** How far estimates of tokens were off. */
  readonly ratios: TokenRatios;
  /** The processes that share the budget; none where it is not shared. */
  readonly members: Members;
  /** The part of every limit that this budget is: 1, or a member's own while it is cut off from the others. */
  readonly share: number;
  /** What was sent before this moment was assumed (the budget was lost), or is counted by the whole budget too. */
  readonly sinceMs: number;
  /** How far the clocks of those who share it may differ: everything is counted this much longer. */
  readonly slackMs: number;
}

/** What is asked of the budget: may this one go now? */
export interface Claim {
  readonly lane: string;
  readonly priority: Priority;
  readonly cost?: CostEstimate | undefined;
  /** Of background priority, but deferred later than others of it. */
  readonly optional?: boolean | undefined;
  /** Not held by a cooldown. */
  readonly urgent?: boolean | undefined;
  /** How long it has waited so far; default 0. */
  readonly waitedMs?: number | undefined;
}

/**
 * The answer. A refusal names the rule that holds longest; ask again after `waitMs`, or when
 * something was settled. `spacing`, `deferred` holds that one alone, every other reason
 * all of the same priority and below.
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
  /** The part of the known limits that is used after 429s, 0.05–1. */
  readonly throttle: number;
  /** Of what ordinary requests may use within the window. */
  readonly windowUse: number;
  readonly stage: Stage;
}

export const EMPTY_BUDGET: BudgetState = {
  nextId: 1,
  window: EMPTY_WINDOW,
  dueMs: 0,
  resting: [],
  cooldown: NO_COOLDOWN,
  throttle: NO_THROTTLE,
  stage: "normal",
  ratios: NO_RATIOS,
  members: NO_MEMBERS,
  share: 1,
  sinceMs: 0,
  slackMs: 0,
};

/** What the server said is forgotten, as after a wait that nobody need sit out; what was sent still counts. */
export function withoutCooldown(state: BudgetState): BudgetState {
  const cooldown = { ...NO_COOLDOWN, firstId: state.nextId };
  return { ...state, cooldown, throttle: NO_THROTTLE };
}

/**
 * What is used now, in whole requests: a share counts parts of others' ones. The minute is `windowMs` long, the second longer where the rate is below 1/s.
 * Without a limit the minute is exact to a tenth of a second.
 */
export function usage(state: BudgetState, nowMs: number, plan: Plan): Usage {
  const window = refreshed(state.window, nowMs, plan);
  const use = windowUse(window, nowMs, plan);
  return {
    lastMinute: whole(usedIn(window, "minute", nowMs, plan)),
    lastSecond: whole(usedIn(window, "second", nowMs, plan)),
    inputTokens: whole(usedIn(window, "input", nowMs, plan)),
    outputTokens: whole(usedIn(window, "output", nowMs, plan)),
    inFlight: window.inFlight.length,
    cooldownMs: Math.ceil(Math.max(0, state.cooldown.untilMs - nowMs)),
    consecutiveLimited: state.cooldown.consecutive,
    throttle: Math.floor(state.throttle.level * 1e4 + 1e-6) / 1e4,
    windowUse: use,
    stage: stageAt(use, state.stage),
  };
}

/** Sums of parts are a little off. */
const whole = (amount: number): number => Math.max(0, Math.ceil(amount - 1e-6));
