import type { BudgetState, Claim, Decision } from "./budget.ts";
import { decide, holdsItselfAlone, NOTHING_OWED } from "./decide.ts";
import { afterTurn, afterWish, type Member, NO_WISH, owedBefore } from "./members.ts";
import type { Plan } from "./plan.ts";
import { settle } from "./settle.ts";
import type { Settlement } from "./settlement.ts";
import { stageAt, windowUse } from "./stage.ts";
import { holdingFor } from "./token-ratio.ts";
import { refreshed, type Window } from "./window.ts";

/** What a limiter tells and asks a store at one time. `C`: what it knows of a claim beside the claim. */
export interface Exchange<C extends Claim = Claim> {
  readonly settlements: readonly Settlement[];
  /**
   * The best first; read as far as something can go. Called as the transaction runs, and again where
   * the transaction is run again, so that it may list claims that came in between.
   */
  claims(): Iterable<C>;
  /** How many wait in all, those of `claims` included. */
  readonly waiting: number;
}

export interface Answer<C extends Claim = Claim> {
  /** The wait each settlement opened, milliseconds; 0: none. */
  readonly waitsMs: readonly number[];
  /** The claims that were decided on: the first of those that were made. */
  readonly claims: readonly C[];
  /** One per claim; a claim that is held for more than its lane's spacing or a deferral holds all after it. */
  readonly decisions: readonly Decision[];
}

/**
 * One exchange: settlements first, then the claims in order. `me`: which of the members that share the
 * budget asks; null where nobody shares it.
 */
export function exchange<C extends Claim>(
  before: BudgetState,
  nowMs: number,
  { settlements, claims, waiting }: Exchange<C>,
  plan: Plan,
  me: Member | null,
): { state: BudgetState; result: Answer<C> } {
  let state = before;
  const waitsMs: number[] = [];
  const decided: C[] = [];
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
  for (const claim of claims()) {
    // Who is critical is brief, and yields to nobody.
    const yields = me !== null && claim.priority !== "critical";
    const owed = yields ? owedBefore(state.members, me, nowMs) : NOTHING_OWED;
    const next = decide(state, nowMs, claim, plan, owed);
    const { decision } = next;
    state = next.state;
    decided.push(claim);
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
  return { state, result: { waitsMs, claims: decided, decisions } };
}

function withStage(state: BudgetState, window: Window, nowMs: number, plan: Plan): BudgetState {
  const stage = stageAt(windowUse(window, nowMs, plan), state.stage);
  return stage === state.stage ? state : { ...state, stage };
}
