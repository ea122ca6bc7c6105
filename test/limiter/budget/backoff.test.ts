import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backoffMs } from "../../../src/limiter/budget/backoff.ts";
import { EMPTY_BUDGET, usage } from "../../../src/limiter/budget/budget.ts";
import { decide } from "../../../src/limiter/budget/decide.ts";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import { planOf } from "../../../src/limiter/budget/plan.ts";
import { settle } from "../../../src/limiter/budget/settle.ts";
import type { Slot } from "../../../src/limiter/budget/window.ts";
import type { Outcome } from "../../../src/limiter/limiter.ts";

const { backoff } = rulesFor("api");
const LIMITED: Outcome = { kind: "limited" };
const OK: Outcome = { kind: "ok" };

function budget() {
  const plan = planOf(rulesFor("off"));
  let state = EMPTY_BUDGET;
  let lanes = 0;
  return {
    /** A slot, or how long to wait. */
    ask(nowMs: number, urgent = false): Slot | number {
      lanes += 1;
      const claim = { lane: `game${lanes}`, priority: "critical", urgent } as const;
      const next = decide(state, nowMs, claim, plan);
      state = next.state;
      if (next.decision.granted) return next.decision.slot;
      expect(next.decision.reason).toBe("cooldown");
      return next.decision.waitMs;
    },
    send(nowMs: number): Slot {
      const answer = this.ask(nowMs);
      if (typeof answer === "number") throw new Error(`refused for ${answer} ms`);
      return answer;
    },
    settle(nowMs: number, slot: Slot, outcome: Outcome): number {
      const next = settle(state, nowMs, { slot, outcome, chance: 0, agoMs: 0 }, plan);
      state = next.state;
      return next.waitMs;
    },
    consecutive: (nowMs: number) => usage(state, nowMs, plan).consecutiveLimited,
  };
}

describe("the formula", () => {
  test("1, 2, 4 … 60 s", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 5_000].map((n) => backoffMs(n, backoff, 0));
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((s) => s * 1_000));
  });

  test("chance makes a wait up to a tenth longer, never shorter", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, chance) => {
          const nominal = backoffMs(n, backoff, 0);
          expect(backoffMs(n, backoff, chance)).toBeGreaterThanOrEqual(nominal);
          expect(backoffMs(n, backoff, chance)).toBeLessThan(nominal * 1.1);
        },
      ),
    );
    expect(backoffMs(1, backoff, 0.5)).toBe(1_050);
  });
});

describe("the cooldown", () => {
  test("is no longer for a 429 of an urgent request that was sent in spite of it", () => {
    const server = budget();
    const waitMs = server.settle(0, server.send(0), LIMITED);
    const urgent = server.ask(10, true) as Slot;
    expect(server.settle(20, urgent, LIMITED)).toBe(0);
    expect([server.consecutive(20), server.ask(20)]).toEqual([1, waitMs - 20]);
    const asked = server.ask(30, true) as Slot;
    expect(server.settle(40, asked, { kind: "limited", retryAfterMs: 9_000 })).toBe(9_000);
    expect([server.consecutive(40), server.ask(40)]).toEqual([1, 9_000]);
  });

  test("holds every lane, and grows with each 429 in a row", () => {
    const server = budget();
    let nowMs = 0;
    const waits = [];
    for (let n = 1; n <= 8; n += 1) {
      const waitMs = server.settle(nowMs, server.send(nowMs), LIMITED);
      expect(server.ask(nowMs)).toBe(waitMs);
      expect(server.consecutive(nowMs)).toBe(n);
      waits.push(waitMs);
      nowMs += waitMs;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((s) => s * 1_000));
  });

  test.each([
    ["longer", 91_000, 91_000],
    ["shorter", 300, 300],
    ["empty", 0, 1_000],
  ])("a %s Retry-After", (_, retryAfterMs, expected) => {
    const server = budget();
    expect(server.settle(0, server.send(0), { kind: "limited", retryAfterMs })).toBe(expected);
    expect(server.ask(0)).toBe(expected);
  });

  test("429s of requests sent before it began open no second wait", () => {
    const server = budget();
    const burst = Array.from({ length: 20 }, () => server.send(0));
    const waits = burst.map((slot, i) => server.settle(100 + i, slot, LIMITED));
    expect(waits).toEqual([1_000, ...Array(19).fill(0)]);
    expect(server.consecutive(200)).toBe(1);
    expect(server.ask(200)).toBe(900);
  });

  test("an old 429 still holds everybody as long as its Retry-After says", () => {
    const server = budget();
    const [first, second] = [server.send(0), server.send(0)];
    server.settle(100, first, LIMITED);
    expect(server.settle(200, second, { kind: "limited", retryAfterMs: 5_000 })).toBe(5_000);
    expect(server.ask(1_200)).toBe(4_000);
    expect(server.consecutive(1_200)).toBe(1);
  });

  test("after it one request goes alone, the others when that one succeeded", () => {
    const server = budget();
    server.settle(0, server.send(0), LIMITED);
    const probe = server.send(1_000);
    expect(server.ask(1_000)).toBe(30_000);
    server.settle(1_200, probe, OK);
    expect(server.consecutive(1_200)).toBe(0);
    server.send(1_200);
    server.send(1_200);
  });

  test("a probe whose reply never comes holds the others for its timeout only", () => {
    const server = budget();
    server.settle(0, server.send(0), LIMITED);
    server.send(1_000);
    expect(server.ask(30_999)).toBe(1);
    server.send(31_000);
  });

  test.each([
    { kind: "failed", reason: "http_401" },
    { kind: "failed", reason: "http_500" },
    { kind: "unknown", reason: "timeout" },
  ] as const)("$reason does not end the backoff, but lets the next one try", (outcome) => {
    const server = budget();
    server.settle(0, server.send(0), LIMITED);
    server.settle(1_100, server.send(1_000), outcome);
    expect(server.consecutive(1_100)).toBe(1);
    const next = server.send(1_100);
    expect(server.ask(1_100)).toBeGreaterThan(0);
    expect(server.settle(1_200, next, LIMITED)).toBe(2_000);
  });

  test("a success of a request sent before it does not end it", () => {
    const server = budget();
    const [old, refused] = [server.send(0), server.send(0)];
    server.settle(100, refused, LIMITED);
    server.settle(200, old, OK);
    expect(server.consecutive(200)).toBe(1);
    expect(server.ask(200)).toBe(900);
  });

  test("after a success the count begins anew, and older 429s open nothing", () => {
    const server = budget();
    const late = server.send(0);
    server.settle(0, server.send(0), LIMITED);
    server.settle(1_010, server.send(1_000), OK);
    expect(server.settle(1_020, late, { kind: "limited", retryAfterMs: 9_000 })).toBe(0);
    expect(server.settle(1_030, server.send(1_020), LIMITED)).toBe(1_000);
  });
});
