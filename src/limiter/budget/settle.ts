import { cooldownAfterSettle } from "./backoff.ts";
import type { BudgetState } from "./budget.ts";
import type { Plan } from "./plan.ts";
import { cappedWaitMs } from "./retry-after.ts";
import { spacingOf } from "./rules.ts";
import type { Settlement } from "./settlement.ts";
import { throttleAfterSettle } from "./throttle.ts";
import { knownTokens, NO_TOKENS, withRatio } from "./token-ratio.ts";
import { placeOf, refreshed, released } from "./window.ts";

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
  const reply = { slot, outcome, nowMs, responseMs: repliedMs - slot.sentMs, cooldown };
  const throttle = throttleAfterSettle({ ...state, window: fresh }, reply, plan);
  // Where the reply is unknown the request may still be on its way, up to the timeout.
  const atMs =
    outcome.kind === "unknown" ? Math.max(nowMs, slot.sentMs + rules.timeoutMs) : repliedMs;
  const usage = outcome.kind === "ok" || outcome.kind === "failed" ? outcome.usage : undefined;
  const known = usage ? knownTokens(usage) : {};
  const reserved = slot.tokens?.reserved ?? NO_TOKENS;
  const tokens = usage ? { ...reserved, ...known } : reserved;
  const window = released(fresh, place, { atMs, tokens }, plan);
  // What failed says nothing of how good the estimate was.
  const told = outcome.kind === "ok" ? slot.tokens : undefined;
  const ratios = told ? withRatio(state.ratios, told.estimated, known) : state.ratios;
  const resting = state.resting.filter(({ untilMs }) => untilMs > nowMs);
  const askedMs = outcome.kind === "failed" ? cappedWaitMs(outcome.retryAfterMs ?? 0) : 0;
  const restMs = Math.max(spacingOf(rules, slot.lane), askedMs);
  if (restMs > 0) resting.push({ lane: slot.lane, untilMs: repliedMs + restMs });
  return {
    state: { ...state, window, dueMs, resting, cooldown, throttle, ratios, members },
    waitMs,
  };
}
