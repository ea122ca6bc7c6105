import { z } from "zod";
import { type BudgetState, EMPTY_BUDGET } from "../budget/budget.ts";
import type { Plan } from "../budget/plan.ts";
import type { ReleaseLog } from "../budget/release-log.ts";
import { LONGEST_RETRY_AFTER_MS } from "../budget/retry-after.ts";
import { unknownBudget } from "../budget/unknown-budget.ts";
import type { StateForm } from "./kept-state.ts";
import { CLOCKS_DIFFER_MS } from "./machine-clocks.ts";

/** Counts up with every change of what a budget's state looks like. */
const STATE_VERSION = 4;

const moment = z.number();
const amount = z.number().min(0);
const tokens = z.object({ input: amount, output: amount });
// Read with every change of others, and long: `isSound` looks at the numbers in one pass.
const numbers = z.custom<readonly number[]>(Array.isArray);
const log = z.object({
  entries: numbers,
  recent: numbers,
  start: z.int().min(0),
  // Parts of a request leave errors of rounding.
  total: z.number(),
});

const budgetState = z.object({
  nextId: z.int().min(1),
  window: z.object({
    inFlight: z.array(
      z.object({
        id: z.int().min(1),
        lane: z.string(),
        sentMs: moment,
        tokens: z.object({ estimated: tokens, likely: tokens, reserved: tokens }).optional(),
      }),
    ),
    minute: log,
    second: log,
    input: log,
    output: log,
  }),
  dueMs: moment,
  resting: z.array(z.object({ lane: z.string(), untilMs: moment })),
  cooldown: z.object({
    untilMs: moment,
    consecutive: z.int().min(0),
    firstId: z.int().min(0),
    probe: z.object({ id: z.int(), sentMs: moment }).nullable(),
  }),
  throttle: z.object({
    level: z.number().min(0.01).max(1),
    refusedAt: z.number().min(0).max(1),
    refusedMs: moment,
    patience: z.number().positive(),
  }),
  stage: z.enum(["normal", "background-deferred", "optional-deferred"]),
  ratios: z.object({ input: z.array(amount), output: z.array(amount) }),
  members: z.object({
    known: z.array(
      z.object({
        id: z.string(),
        weight: z.number().positive(),
        served: z.number(),
        wants: amount,
        wantsUntilMs: moment,
        tokens,
        seenMs: moment,
      }),
    ),
    round: z.number(),
  }),
  share: z.number().positive().max(1),
  sinceMs: moment,
  slackMs: z.number().min(0).max(60_000),
});

/** How a budget under these rules is stored and read again. */
export function budgetForm(plan: Plan): StateForm<BudgetState> {
  const memoryMs = plan.minute.spanMs + plan.rules.timeoutMs + CLOCKS_DIFFER_MS;
  return {
    version: STATE_VERSION,
    initial: EMPTY_BUDGET,
    unknown: unknownBudget(plan),
    parse(value, nowMs) {
      const state = budgetState.safeParse(value).data as BudgetState | undefined;
      if (!state || !isPlausible(state, nowMs + memoryMs + LONGEST_RETRY_AFTER_MS)) return null;
      return withCappedCooldown(state, nowMs + LONGEST_RETRY_AFTER_MS);
    },
    memoryMs,
    withSlack: (state, slackMs) => (state.slackMs === slackMs ? state : { ...state, slackMs }),
  };
}

/** Whether sums are right, and nothing holds longer than anything could. */
function isPlausible({ window, dueMs, resting, members }: BudgetState, latestMs: number): boolean {
  const { inFlight, ...logs } = window;
  const moments = [
    dueMs,
    ...inFlight.map(({ sentMs }) => sentMs),
    ...resting.map(({ untilMs }) => untilMs),
    ...members.known.map(({ wantsUntilMs }) => wantsUntilMs),
  ];
  const areSound = Object.values(logs).every((log) => isSound(log, latestMs));
  return areSound && moments.every((ms) => ms <= latestMs);
}

function isSound({ entries, recent, start, total }: ReleaseLog, latestMs: number): boolean {
  const end = entries.length + recent.length;
  if ((entries.length % 2) + (recent.length % 2) + (start % 2) > 0) return false;
  let sum = 0;
  for (let i = 0; i < end; i += 1) {
    const value = i < entries.length ? entries[i] : recent[i - entries.length];
    if (typeof value !== "number" || !(i % 2 === 0 ? value <= latestMs : value >= 0)) return false;
    if (i % 2 === 1 && i > start) sum += value;
  }
  return Math.abs(sum - total) < 0.01;
}

/** Versions before knew no cap on what a server can demand. */
function withCappedCooldown(state: BudgetState, latestMs: number): BudgetState {
  const { cooldown } = state;
  return cooldown.untilMs <= latestMs
    ? state
    : { ...state, cooldown: { ...cooldown, untilMs: latestMs } };
}
