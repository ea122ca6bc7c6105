import { describe, expect, test } from "vitest";
import type { Clock } from "../../src/base/clock.ts";
import type { Claim, Decision } from "../../src/limiter/budget/budget.ts";
import { rulesFor } from "../../src/limiter/budget/pace.ts";
import type { Rules } from "../../src/limiter/budget/rules.ts";
import type { Slot } from "../../src/limiter/budget/window.ts";
import type { LimiterStore } from "../../src/limiter/cells/store.ts";
import type { Outcome } from "../../src/limiter/limiter.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";

/** What every store must hold, wherever it keeps the budget. `create` makes one with an empty budget. */
export function limiterStoreContract(
  create: (options: { rules: Rules; clock: Clock }) => LimiterStore | Promise<LimiterStore>,
): void {
  const claim: Claim = { lane: "ls20", priority: "normal" };

  async function setUp(overrides: Partial<Rules> = {}) {
    const clock = createFakeClock();
    const rules = rulesFor("api", { spacingMs: 0, ...overrides });
    const store = await create({ rules, clock });
    const decide = async (of: Claim = claim): Promise<Decision> => {
      const answer = await store.exchange({ settlements: [], claims: () => [of], waiting: 1 });
      return answer.decisions[0]!;
    };
    const settle = async (slot: Slot, outcome: Outcome, agoMs = 0): Promise<number> => {
      const settlements = [{ slot, outcome, agoMs, chance: 0.5 }];
      const answer = await store.exchange({ settlements, claims: () => [], waiting: 0 });
      return answer.waitsMs[0]!;
    };
    const send = async (of: Claim = claim): Promise<Slot> => {
      const decision = await decide(of);
      if (!decision.granted) throw new Error(`refused: ${decision.reason}`);
      return decision.slot;
    };
    return { clock, store, decide, settle, send };
  }

  describe("the contract of a store", () => {
    test("each decision counts what was decided before it", async () => {
      const { store, send, decide } = await setUp({ perSecond: 3 });
      const ids = [await send(), await send(), await send()].map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      expect(new Set(ids).size).toBe(3);
      expect(await decide(claim)).toMatchObject({ granted: false, reason: "second" });
      expect(store.usage()).toMatchObject({ lastMinute: 3, lastSecond: 3, inFlight: 3 });
    });

    test("a refusal uses nothing, and ends no later than the wait it named", async () => {
      const { clock, store, send, decide, settle } = await setUp({ perSecond: 1 });
      await settle(await send(), { kind: "ok" });
      const refused = await decide(claim);
      expect(refused).toMatchObject({ granted: false });
      if (refused.granted) return;
      expect(store.usage()).toMatchObject({ lastMinute: 1, inFlight: 0 });
      for (let left = 1_000; left > 0; ) {
        const decision = await decide(claim);
        if (decision.granted) throw new Error(`granted ${left} ms early`);
        await clock.advance(decision.waitMs);
        left -= decision.waitMs;
      }
      expect((await decide(claim)).granted).toBe(true);
    });

    test("settling twice is settling once", async () => {
      const { clock, store, send, settle } = await setUp();
      const slot = await send();
      expect(await settle(slot, { kind: "ok" })).toBe(0);
      const usage = store.usage();
      expect(await settle(slot, { kind: "limited" })).toBe(0);
      expect(store.usage()).toEqual(usage);
      await clock.advance(60_000);
      expect(store.usage().lastMinute).toBe(0);
    });

    test("a grant that is never settled frees itself after timeout and window", async () => {
      const { clock, store, send } = await setUp();
      await send();
      await clock.advance(89_999);
      expect(store.usage()).toMatchObject({ lastMinute: 1, inFlight: 1 });
      await clock.advance(1);
      expect(store.usage()).toMatchObject({ lastMinute: 0, inFlight: 0 });
    });

    test("a 429 opens one wait for every lane, jittered upward by a tenth at most", async () => {
      const { clock, store, send, decide, settle } = await setUp();
      const [first, second] = [await send(), await send({ ...claim, lane: "vc33" })];
      const waitMs = await settle(first, { kind: "limited" });
      expect(waitMs).toBeGreaterThanOrEqual(1_000);
      expect(waitMs).toBeLessThanOrEqual(1_100);
      expect(await settle(second, { kind: "limited" })).toBe(0);
      expect(await decide({ lane: "ft09", priority: "critical" })).toMatchObject({
        granted: false,
        reason: "cooldown",
      });
      expect(store.usage()).toMatchObject({ consecutiveLimited: 1 });
      await clock.advance(waitMs);
      const probe = await send();
      expect(await decide(claim)).toMatchObject({ granted: false, reason: "cooldown" });
      await settle(probe, { kind: "ok" });
      expect(store.usage()).toMatchObject({ cooldownMs: 0, consecutiveLimited: 0 });
      // Slowed as all are after a 429, the next send is due within a second.
      await clock.advance(1_000);
      await send();
    });

    test("the reserve is for critical requests", async () => {
      const { send, decide } = await setUp({ perMinute: 4, reserve: 0.5 });
      await send();
      await send();
      expect(await decide(claim)).toMatchObject({ granted: false, reason: "reserve" });
      await send({ ...claim, priority: "critical" });
    });
  });
}
