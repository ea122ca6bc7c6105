import type { BudgetState, Claim } from "../budget/budget.ts";
import { NOTHING_OWED, type Owed } from "../budget/decide.ts";
import { limitFor, type Plan } from "../budget/plan.ts";
import { spacingOf } from "../budget/rules.ts";
import { holdingFor, NO_TOKENS } from "../budget/token-ratio.ts";
import { refreshed, type Tokens } from "../budget/window.ts";
import type { Priority } from "../limiter.ts";
import { releasesAhead } from "./releases-ahead.ts";
import { createRoom } from "./room.ts";

/** A request whose wait is to be foreseen. */
export interface Upcoming {
  readonly claim: Claim;
  /** Who is served before it. */
  readonly before: readonly Claim[];
  /** How long a reply takes, milliseconds. */
  readonly responseMs: number;
}

const SPANS = ["minute", "second", "input", "output"] as const;

/**
 * How long a request issued now would wait, milliseconds: all before it and then itself are sent one
 * after the other as early as cooldown, gap and every limit allow. Replies are taken to be as quick as
 * before, no 429 to come, and nobody who asks later to be served first.
 */
export function forecastWait(
  state: BudgetState,
  nowMs: number,
  { claim, before, responseMs }: Upcoming,
  plan: Plan,
  owed: Owed = NOTHING_OWED,
): number {
  const window = refreshed(state.window, nowMs, plan);
  const { untilMs, probe, consecutive } = state.cooldown;
  const rooms = SPANS.filter((span) => Number.isFinite(plan[span].limit)).map((span) => ({
    span,
    cap: plan[span],
    room: createRoom(releasesAhead(window, span, { nowMs, responseMs }, plan)),
  }));
  let atMs = Math.max(nowMs, untilMs, probe ? probe.sentMs + responseMs : 0);
  let { dueMs } = state;
  let isProbe = consecutive > 0 && !probe;

  for (let i = 0; i < owed.requests; i += 1) send(i === 0 ? owed : NO_TOKENS, "normal");
  for (const other of before) send(tokensOf(other), other.priority);
  atMs = Math.max(atMs, restedMs(state, claim.lane, responseMs, plan));
  return send(tokensOf(claim), claim.priority) - nowMs;

  /** Sends one more, and says when. */
  function send(tokens: Tokens, priority: Priority): number {
    const amount = { minute: 1, second: 1, input: tokens.input, output: tokens.output };
    atMs = Math.max(atMs, dueMs);
    for (const { span, cap, room } of rooms) {
      if (amount[span] > 0) atMs = room.freeAt(amount[span], limitFor(cap, priority), atMs);
    }
    const sentMs = atMs;
    dueMs = Math.max(dueMs, sentMs - plan.catchUpMs) + plan.gapMs;
    for (const { span, cap, room } of rooms) {
      if (amount[span] > 0) room.take(amount[span], sentMs + responseMs + cap.spanMs);
    }
    // After a cooldown all others wait for the reply of the first.
    if (isProbe) atMs += responseMs;
    isProbe = false;
    return sentMs;
  }

  function tokensOf(request: Claim): Tokens {
    return request.cost ? holdingFor(request, state.ratios, plan).likely : NO_TOKENS;
  }
}

/** When a lane with spacing has rested. */
function restedMs(state: BudgetState, lane: string, responseMs: number, { rules }: Plan): number {
  const spacingMs = spacingOf(rules, lane);
  if (spacingMs === 0) return 0;
  const replies = state.window.inFlight.filter((slot) => slot.lane === lane);
  const rests = state.resting.filter((rest) => rest.lane === lane);
  return Math.max(
    0,
    ...replies.map(({ sentMs }) => sentMs + responseMs + spacingMs),
    ...rests.map(({ untilMs }) => untilMs),
  );
}
