import fc from "fast-check";
import { expect, it } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { ConnectionError } from "../../src/http/errors.ts";
import type { HttpReply, HttpRequest, Send } from "../../src/http/request.ts";
import { type RetryOptions, withRetry } from "../../src/http/with-retry.ts";
import { createEagerClock, type EagerClock } from "../helpers/eager-clock.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";

const COMMAND: HttpRequest = { method: "POST", path: "/api/cmd/ACTION1", lane: "a", body: {} };
const READ: HttpRequest = { method: "GET", path: "/api/games", lane: "a", repeatable: true };

type Fate = number | "lost" | "unsent";

const reply = (status: number): HttpReply => ({ status, body: "", setCookies: [] });

/** A send whose tries meet `fates` in turn, the last one for good; each takes `tookMs`. */
function scripted(fates: readonly Fate[], clock: EagerClock, tookMs = 0) {
  const startedMs: number[] = [];
  const send: Send = async () => {
    const fate = fates[Math.min(startedMs.length, fates.length - 1)] as Fate;
    startedMs.push(clock.now());
    clock.pass(tookMs);
    if (typeof fate === "number") return reply(fate);
    throw new ConnectionError(fate === "lost" ? "reset" : "connect", fate === "lost", fate);
  };
  return { send, startedMs };
}

const options = (clock: RetryOptions["clock"], changes: Partial<RetryOptions> = {}) => ({
  clock,
  random: createRandom(1),
  maxLimited: 4,
  maxFailed: 2,
  maxTotalMs: 600_000,
  baseDelayMs: 1_000,
  ...changes,
});

/** How many tries were made, and what came of them. */
async function run(request: HttpRequest, fates: readonly Fate[]) {
  const clock = createEagerClock();
  const { send, startedMs } = scripted(fates, clock);
  const end = await withRetry(
    options(clock),
    send,
  )(request).then(
    ({ status }) => status,
    (error) => error.message as string,
  );
  return { end, tries: startedMs.length, slept: clock.slept };
}

it("repeats a 429 at once, since the limiter does the waiting, up to its cap", async () => {
  expect(await run(COMMAND, [429, 429, 200])).toEqual({ end: 200, tries: 3, slept: [] });
  expect(await run(COMMAND, [429])).toEqual({ end: 429, tries: 4, slept: [] });
});

it("repeats a command that was never sent, and no other failed command", async () => {
  expect(await run(COMMAND, ["unsent", 200])).toMatchObject({ end: 200, tries: 2 });
  expect(await run(COMMAND, ["unsent"])).toMatchObject({ end: "unsent", tries: 3 });
  expect(await run(COMMAND, ["lost", 200])).toMatchObject({ end: "lost", tries: 1 });
  for (const status of [400, 401, 404, 408, 500, 502, 503, 504]) {
    expect(await run(COMMAND, [status, 200])).toMatchObject({ end: status, tries: 1 });
  }
});

it("repeats what may be repeated after a lost reply or a transient status", async () => {
  for (const fate of ["lost", "unsent", 408, 500, 502, 503, 504] as const) {
    expect(await run(READ, [fate, 200])).toMatchObject({ end: 200, tries: 2 });
    expect(await run(READ, [fate])).toMatchObject({ end: fate, tries: 3 });
  }
  for (const status of [400, 401, 403, 404]) {
    expect(await run(READ, [status, 200])).toMatchObject({ end: status, tries: 1 });
  }
});

it("waits twice as long before each repeat, up to a quarter more by chance", async () => {
  const { slept } = await run(READ, ["lost"]);
  expect(slept).toHaveLength(2);
  for (const [n, ms] of slept.entries()) {
    expect(ms).toBeGreaterThanOrEqual(1_000 * 2 ** n);
    expect(ms).toBeLessThanOrEqual(1_250 * 2 ** n);
  }
});

const fates = fc.array(
  fc.constantFrom<Fate>(200, 400, 404, 429, 429, 500, 503, "lost", "unsent", "unsent"),
  { minLength: 1, maxLength: 12 },
);

it("never sends a command again that may have been carried out", async () => {
  await fc.assert(
    fc.asyncProperty(fates, async (list) => {
      const { tries } = await run(COMMAND, list);
      const met = list.concat(Array(20).fill(list.at(-1))).slice(0, tries);
      // All but the last were repeated: each of them surely did nothing.
      for (const fate of met.slice(0, -1)) expect([429, "unsent"]).toContain(fate);
    }),
  );
});

it("begins no try once the time is over", async () => {
  await fc.assert(
    fc.asyncProperty(
      fates,
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 3_000 }),
      async (list, tookMs, maxTotalMs) => {
        const clock = createEagerClock();
        const { send, startedMs } = scripted(list, clock, tookMs);
        const limits = { maxTotalMs, maxLimited: 50, maxFailed: 50, baseDelayMs: 100 };
        await withRetry(options(clock, limits), send)(READ).catch(() => undefined);
        for (const ms of startedMs.slice(1)) expect(ms).toBeLessThan(maxTotalMs);
      },
    ),
  );
});

it("stops waiting when it is told to, with the teller's reason", async () => {
  const clock = createFakeClock();
  const stop = new AbortController();
  let tries = 0;
  const send: Send = async () => {
    tries += 1;
    throw new ConnectionError("connect", false, "unsent");
  };
  const ended = withRetry(
    options(clock),
    send,
  )({ ...COMMAND, signal: stop.signal }).catch((error) => error);
  await clock.advance(500);
  expect(clock.sleepers()).toBe(1);
  stop.abort("interrupted");
  expect(await ended).toBe("interrupted");
  expect(clock.sleepers()).toBe(0);
  expect(tries).toBe(1);
});

it("passes on what is no matter of the connection", async () => {
  const failed = withRetry(options(createEagerClock()), async () => {
    throw new RangeError("a fault of ours");
  });
  await expect(failed(READ)).rejects.toThrow(RangeError);
});

it("repeats an urgent request soon also after a 429, since no cooldown holds it back", async () => {
  const clock = createEagerClock();
  const { send, startedMs } = scripted([429, 429, 429, 200], clock);
  const { status } = await withRetry(options(clock), send)({ ...READ, urgent: true });
  expect(status).toBe(200);
  expect(startedMs).toEqual([0, 500, 1_500, 3_500]);
});
