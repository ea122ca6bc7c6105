import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { Clock } from "../../../src/base/clock.ts";
import { createRandom } from "../../../src/base/random.ts";
import { assembleLimiter } from "../../../src/limiter/assemble-limiter.ts";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import { planOf } from "../../../src/limiter/budget/plan.ts";
import { budgetForm } from "../../../src/limiter/cells/budget-form.ts";
import { createStore } from "../../../src/limiter/cells/create-store.ts";
import { createSqliteCell } from "../../../src/limiter/cells/sqlite-cell.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";
import { createTempDir } from "../../helpers/temp-dir.ts";
import { busiest } from "../busiest.ts";
import { createSimulatedServer, work } from "../simulated-server.ts";

const RULES = rulesFor("off", { perMinute: 60 });

/** Machines on one file (a shared home) with one key, against a server that takes 60 a minute. */
function setUp() {
  const clock = createFakeClock();
  const file = join(createTempDir(), "limiter.db");
  const server = createSimulatedServer(clock, { limit: 60, windowMs: 60_000 });
  const form = budgetForm(planOf(RULES));

  /** @param offMs how far the machine's time of day is off */
  function start(name: string, { untilMs = 600_000, offMs = 0, games = 5 } = {}) {
    const sent: number[] = [];
    const upMs = 1e5 * (name.charCodeAt(0) - 96);
    const own: Clock = {
      ...clock,
      now: () => clock.now() + upMs,
      wallMs: () => clock.wallMs() + offMs,
    };
    const cell = createSqliteCell({
      file,
      key: "k",
      form,
      clock: own,
      bootId: name,
      machine: name,
    });
    const store = createStore({ cell, rules: RULES, clock: own, member: { id: name, weight: 1 } });
    const limiter = assembleLimiter({
      rules: RULES,
      clock: own,
      random: createRandom(name),
      store,
    });
    const random = createRandom(`latency of ${name}`);
    const noting = {
      ...server,
      receive() {
        sent.push(clock.now());
        return server.receive();
      },
    };
    const works = Array.from({ length: games }, (_, i) =>
      work({
        limiter,
        clock: own,
        server: noting,
        random,
        lane: `${name} ${i}`,
        latencyMs: 200,
        untilMs: untilMs + upMs,
      }),
    );
    onTestFinished(() => void limiter.close());
    return { sent, close: limiter.close, done: Promise.allSettled(works) };
  }
  return { clock, server, start };
}

it.each([0, 3_000, -3_000, 40_000, -40_000])(
  "two machines keep one limit and both go on, their clocks %i ms apart",
  async (offMs) => {
    const { clock, server, start } = setUp();
    const one = start("a");
    await clock.advance(20_000);
    const two = start("b", { offMs });
    await clock.advance(580_000);
    expect(server.refused).toBe(0);
    expect(busiest(server.arrivals, 60_000)).toBeLessThanOrEqual(60);
    // After a pause of a window and a timeout, 51 in each window that is 5 s longer.
    expect(server.arrivals.length).toBeGreaterThan(0.8 * 51 * (600 / 65 - 1.5));
    expect(one.sent.length / two.sent.length).toBeLessThan(2.5);
    expect(two.sent.length / one.sent.length).toBeLessThan(1.5);
  },
);

it("a machine that restarts three times keeps the limit", async () => {
  const { clock, server, start } = setUp();
  for (const name of ["a", "b", "c"]) {
    const { close } = start(name);
    await clock.advance(4_000);
    void close();
    await clock.advance(1_000);
  }
  expect(server.arrivals).toHaveLength(51);
  const last = start("d", { untilMs: 300_000 });
  await clock.advance(200_000);
  expect(server.refused).toBe(0);
  expect(busiest(server.arrivals, 60_000)).toBeLessThanOrEqual(60);
  expect(last.sent.length).toBeGreaterThan(51);
});
