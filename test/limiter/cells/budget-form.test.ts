import { describe, expect, it } from "vitest";
import { type BudgetState, EMPTY_BUDGET } from "../../../src/limiter/budget/budget.ts";
import { decide } from "../../../src/limiter/budget/decide.ts";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import { planOf } from "../../../src/limiter/budget/plan.ts";
import { LONGEST_RETRY_AFTER_MS } from "../../../src/limiter/budget/retry-after.ts";
import { settle } from "../../../src/limiter/budget/settle.ts";
import { unknownBudget } from "../../../src/limiter/budget/unknown-budget.ts";
import { budgetForm } from "../../../src/limiter/cells/budget-form.ts";

const PLAN = planOf(rulesFor("api"));
const FORM = budgetForm(PLAN);
const NOW = 1_000_000;

/** A state in use: something in flight, something answered, a cooldown. */
function usedState(): BudgetState {
  let state = EMPTY_BUDGET;
  for (let i = 0; i < 4; i += 1) {
    const next = decide(state, NOW + i, { lane: `${i}`, priority: "normal" }, PLAN);
    state = next.state;
    if (!next.decision.granted) throw new Error("held");
    const outcome = i === 3 ? ({ kind: "limited" } as const) : ({ kind: "ok" } as const);
    const event = { slot: next.decision.slot, outcome, agoMs: 0, chance: 0 };
    if (i > 0) state = settle(state, NOW + i, event, PLAN).state;
  }
  return state;
}

const stored = (state: unknown) => JSON.parse(JSON.stringify(state));

it.each([
  ["empty", EMPTY_BUDGET],
  ["in use", usedState()],
  ["used up", unknownBudget(PLAN)(NOW)],
  ["used up, without limits", unknownBudget(planOf(rulesFor("off")))(NOW)],
])("reads what was stored: %s", (_, state) => {
  expect(FORM.parse(stored(state), NOW + 10)).toEqual(stored(state));
});

describe("takes for unreadable", () => {
  const good = stored(usedState());
  const log = { entries: [], recent: [], start: 0, total: 0 };
  it.each([
    ["an empty object", {}],
    ["a list", []],
    ["nothing", null],
    ["text", "x"],
    ["a part that is missing", { ...good, window: undefined }],
    ["a number that JSON has none for", { ...good, dueMs: Number.NaN }],
    ["a send that is due in a year", { ...good, dueMs: NOW + 3e10 }],
    ["a share of nothing", { ...good, share: 0 }],
    [
      "a sum that is wrong",
      { ...good, window: { ...good.window, minute: { ...log, total: -500 } } },
    ],
    ["half an entry", { ...good, window: { ...good.window, minute: { ...log, entries: [1] } } }],
    [
      "a reply of next year",
      {
        ...good,
        window: { ...good.window, minute: { ...log, entries: [NOW + 3e10, 600], total: 600 } },
      },
    ],
    ["a stage that is none", { ...good, stage: "late" }],
  ])("%s", (_, state) => {
    expect(FORM.parse(stored(state) ?? null, NOW)).toBeNull();
  });
});

it("cuts a cooldown of decades, as versions before stored it, to what a header can demand", () => {
  const state = usedState();
  const blocked = { ...state, cooldown: { ...state.cooldown, untilMs: NOW + 1.79e12 } };
  expect(FORM.parse(stored(blocked), NOW)?.cooldown.untilMs).toBe(NOW + LONGEST_RETRY_AFTER_MS);
});

it("keeps what a state of unknown age says of the server", () => {
  const state = usedState();
  const { cooldown, throttle, window } = FORM.unknown(NOW, state);
  expect(cooldown).toEqual({ ...state.cooldown, probe: null });
  expect(throttle).toEqual(state.throttle);
  expect(window.minute.total).toBeGreaterThan(400);
});
