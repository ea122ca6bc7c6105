import { expect, test } from "vitest";
import { createRandom } from "../../../src/base/random.ts";
import { assembleLimiter } from "../../../src/limiter/assemble-limiter.ts";
import { EMPTY_BUDGET } from "../../../src/limiter/budget/budget.ts";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import { createStore } from "../../../src/limiter/cells/create-store.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";
import { createSharedState } from "../shared-cell.ts";

/** A store that takes 10 ms to answer. */
function setUp() {
  const clock = createFakeClock();
  const rules = rulesFor("api", { spacingMs: 0 });
  const shared = createSharedState(clock, EMPTY_BUDGET);
  const join = (id: string) =>
    createStore({ cell: shared.join(10, clock), rules, clock, member: { id, weight: 1 } });
  const store = join("me");
  const limiter = assembleLimiter({ rules, clock, random: createRandom(1), store });
  return { clock, shared, join, limiter, rules };
}

const lane = "ls20";

test("many who come at once are decided on in one exchange more", async () => {
  const { clock, shared, limiter } = setUp();
  const all = Array.from({ length: 8 }, (_, i) => limiter.acquire({ lane: `g${i}` }));
  await clock.advance(20);
  await Promise.all(all);
  expect(shared.updates).toBe(2);
});

test("settlements that wait for an answer travel together", async () => {
  const { clock, shared, limiter } = setUp();
  const all = Array.from({ length: 8 }, (_, i) => limiter.acquire({ lane: `g${i}` }));
  await clock.advance(20);
  for (const grant of await Promise.all(all)) grant.settle({ kind: "ok" });
  await clock.advance(20);
  expect(shared.updates).toBe(4);
  expect(limiter.snapshot()).toMatchObject({ inFlight: 0, ok: 8 });
});

test("a slot that came too late for who gave up is given back, and counts for nobody", async () => {
  const { clock, limiter } = setUp();
  const controller = new AbortController();
  const given = limiter.acquire({ lane, signal: controller.signal });
  await clock.advance(6);
  controller.abort(new Error("enough"));
  await expect(given).rejects.toThrow("enough");
  await clock.advance(20);
  expect(limiter.snapshot()).toMatchObject({ requests: 0, inFlight: 0, lastMinute: 0, queued: 0 });
});

test("closing rejects who waits, and tells what was settled first", async () => {
  const { clock, limiter, join } = setUp();
  const first = limiter.acquire({ lane });
  await clock.advance(10);
  const grant = await first;
  const waiting = limiter.acquire({ lane });
  grant.settle({ kind: "ok" });
  const closing = limiter.close();
  await expect(waiting).rejects.toMatchObject({ code: "LIMITER_CLOSED" });
  await clock.advance(50);
  await closing;
  await expect(limiter.acquire({ lane })).rejects.toMatchObject({ code: "LIMITER_CLOSED" });
  const other = join("other");
  const asking = other.exchange({ settlements: [], claims: () => [], waiting: 0 });
  await clock.advance(10);
  await asking;
  expect(other.usage()).toMatchObject({ inFlight: 0, lastMinute: 1 });
});

test("a store that fails after all leaves nobody waiting", async () => {
  const { clock, rules } = setUp();
  const cell = {
    update: () => Promise.reject(new Error("gone")),
    onForeignChange: () => () => {},
    close() {},
  };
  const store = createStore({ cell, rules, clock });
  const limiter = assembleLimiter({ rules, clock, random: createRandom(1), store });
  const ends = await Promise.allSettled([limiter.acquire({ lane }), limiter.acquire({ lane })]);
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test("another's success after a 429 lets who waits go on, without polling", async () => {
  const { clock, shared, limiter, join, rules } = setUp();
  const other = assembleLimiter({ rules, clock, random: createRandom(2), store: join("other") });
  const first = limiter.acquire({ lane });
  await clock.advance(10);
  (await first).settle({ kind: "limited", retryAfterMs: 1_000 });
  await clock.advance(20);
  const probe = other.acquire({ lane });
  await clock.advance(1_050);
  const held = limiter.acquire({ lane });
  await clock.advance(5_000);
  const before = shared.updates;
  await clock.advance(10_000);
  expect(shared.updates).toBe(before);
  (await probe).settle({ kind: "ok" });
  await clock.advance(300);
  expect(await held).toMatchObject({ waitReason: "cooldown" });
});
