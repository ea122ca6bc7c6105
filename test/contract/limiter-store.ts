import { describe, expect, test } from "vitest";
import type { Clock } from "../../src/base/clock.ts";
import { createRandom, type Random } from "../../src/base/random.ts";
import type { Claim } from "../../src/limiter/budget.ts";
import { rulesFor } from "../../src/limiter/pace.ts";
import type { Rules } from "../../src/limiter/rules.ts";
import type { LimiterStore } from "../../src/limiter/store.ts";
import type { Slot } from "../../src/limiter/window.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";

/** What every store must hold, wherever it keeps the budget. `create` makes one with an empty budget. */
export function limiterStoreContract(
  create: (options: { rules: Rules; clock: Clock; random: Random }) => LimiterStore,
): void {
  const claim: Claim = { lane: "ls20", priority: "normal" };

  function setUp(overrides: Partial<Rules> = {}) {
    const clock = createFakeClock();
    const rules = rulesFor("api", { spacingMs: 0, ...overrides });
    const store = create({ rules, clock, random: createRandom(1) });
    const send = (of: Claim = claim): Slot => {
      const decision = store.decide(of);
      if (!decision.granted) throw new Error(`refused: ${decision.reason}`);
      return decision.slot;
    };
    return { clock, store, send };
  }

  describe("the contract of a store", () => {
    test("each decision counts what was decided before it", () => {
      const { store, send } = setUp({ perSecond: 3 });
      const ids = [send(), send(), send()].map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      expect(new Set(ids).size).toBe(3);
      expect(store.decide(claim)).toMatchObject({ granted: false, reason: "second" });
      expect(store.usage()).toMatchObject({ lastMinute: 3, lastSecond: 3, inFlight: 3 });
    });

    test("a refusal uses nothing, and ends no later than the wait it named", async () => {
      const { clock, store, send } = setUp({ perSecond: 1 });
      store.settle(send(), { kind: "ok" });
      const refused = store.decide(claim);
      expect(refused).toMatchObject({ granted: false });
      if (refused.granted) return;
      expect(store.usage()).toMatchObject({ lastMinute: 1, inFlight: 0 });
      for (let left = 1_000; left > 0; ) {
        const decision = store.decide(claim);
        if (decision.granted) throw new Error(`granted ${left} ms early`);
        await clock.advance(decision.waitMs);
        left -= decision.waitMs;
      }
      expect(store.decide(claim).granted).toBe(true);
    });

    test("settling twice is settling once", async () => {
      const { clock, store, send } = setUp();
      const slot = send();
      expect(store.settle(slot, { kind: "ok" })).toBe(0);
      const usage = store.usage();
      expect(store.settle(slot, { kind: "limited" })).toBe(0);
      expect(store.usage()).toEqual(usage);
      await clock.advance(60_000);
      expect(store.usage().lastMinute).toBe(0);
    });

    test("a grant that is never settled frees itself after timeout and window", async () => {
      const { clock, store, send } = setUp();
      send();
      await clock.advance(89_999);
      expect(store.usage()).toMatchObject({ lastMinute: 1, inFlight: 1 });
      await clock.advance(1);
      expect(store.usage()).toMatchObject({ lastMinute: 0, inFlight: 0 });
    });

    test("a 429 opens one wait for every lane, jittered upward by a tenth at most", async () => {
      const { clock, store, send } = setUp();
      const [first, second] = [send(), send({ ...claim, lane: "vc33" })];
      const waitMs = store.settle(first, { kind: "limited" });
      expect(waitMs).toBeGreaterThanOrEqual(1_000);
      expect(waitMs).toBeLessThanOrEqual(1_100);
      expect(store.settle(second, { kind: "limited" })).toBe(0);
      expect(store.decide({ lane: "ft09", priority: "critical" })).toMatchObject({
        granted: false,
        reason: "cooldown",
      });
      expect(store.usage()).toMatchObject({ consecutiveLimited: 1 });
      await clock.advance(waitMs);
      const probe = send();
      expect(store.decide(claim)).toMatchObject({ granted: false, reason: "cooldown" });
      store.settle(probe, { kind: "ok" });
      expect(store.usage()).toMatchObject({ cooldownMs: 0, consecutiveLimited: 0 });
      send();
    });

    test("the reserve is for critical requests", () => {
      const { store, send } = setUp({ perMinute: 4, reserve: 0.5 });
      send();
      send();
      expect(store.decide(claim)).toMatchObject({ granted: false, reason: "reserve" });
      send({ ...claim, priority: "critical" });
    });
  });
}
