import type { BudgetState, Claim, Decision } from "./budget.ts";
import { decide, holdsItselfAlone, NOTHING_OWED } from "./decide.ts";
import { afterTurn, afterWish, type Member, NO_WISH, owedBefore } from "./members.ts";
import type { Plan } from "./plan.ts";
import { settle } from "./settle.ts";
import type { Settlement } from "./settlement.ts";
import { stageAt, windowUse } from "./stage.ts";
import { holdingFor } from "./token-ratio.ts";
import { refreshed, type Window } from "./window.ts";

/** What a limiter tells and asks a store at one time. */
export interface Exchange {
  readonly settlements: readonly Settlement[];
  /** The best first; walked as far as something can go, and anew where the exchange is run again. */
  readonly claims: Iterable<Claim>;
  /** How many wait in all, those of `claims` included. */
  readonly waiting: number;
}

export interface Answer {
  /** The wait each settlement opened, milliseconds; 0: none. */
  readonly waitsMs: readonly number[];
  /** On the first claims; one that is held for more than its lane's spacing or a deferral holds all after it. */
  readonly decisions: readonly Decision[];
}

/**
 * One exchange: settlements first, then the claims in order. `me`: which of the members that share the
 * budget asks; null where nobody shares it.
 */
export function exchange(
  before: BudgetState,
  nowMs: number,
  { settlements, claims, waiting }: Exchange,
  plan: Plan,
  me: Member | null,
): { state: BudgetState; result: Answer } {
  let state = before;
  const waitsMs: number[] = [];
  const decisions: Decision[] = [];
  for (const settlement of settlements) {
    const next = settle(state, nowMs, settlement, plan);
    state = next.state;
    waitsMs.push(next.waitMs);
  }
  if (waiting > 0) {
    state = withStage(state, refreshed(state.window, nowMs, plan), nowMs, plan);
  }
  let left = waiting;
  let wish = NO_WISH;
  for (const claim of claims) {
    // Who is critical is brief, and yields to nobody.
    const yields = me !== null && claim.priority !== "critical";
    const owed = yields ? owedBefore(state.members, me, nowMs) : NOTHING_OWED;
    const next = decide(state, nowMs, claim, plan, owed);
    const { decision } = next;
    state = next.state;
    decisions.push(decision);
    if (decision.granted) {
      left -= 1;
      if (me) state = { ...state, members: afterTurn(state.members, me) };
    } else if (!holdsItselfAlone(decision.reason)) {
      if (me) {
        const tokens = holdingFor(claim, state.ratios, plan).reserved;
        wish = { wants: left, waitMs: decision.waitMs, tokens };
      }
      break;
    }
  }
  if (left < waiting) state = withStage(state, state.window, nowMs, plan);
  if (me) {
    const forgetMs = plan.rules.timeoutMs + plan.rules.windowMs;
    state = { ...state, members: afterWish(state.members, me, wish, { nowMs, forgetMs }) };
  }
  return { state, result: { waitsMs, decisions } };
}

function withStage(state: BudgetState, window: Window, nowMs: number, plan: Plan): BudgetState {
  const stage = stageAt(windowUse(window, nowMs, plan), state.stage);
  return stage === state.stage ? state : { ...state, stage };
}
