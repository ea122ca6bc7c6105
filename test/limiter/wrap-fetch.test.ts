import { expect, test } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { createLimiter } from "../../src/limiter/create-limiter.ts";
import { rulesFor } from "../../src/limiter/pace.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";

function setUp(reply: () => Response | Promise<Response>) {
  const clock = createFakeClock();
  const limiter = createLimiter({ rules: rulesFor("off"), clock, random: createRandom(1) });
  const get = limiter.wrap(async () => reply(), { lane: "advice" });
  return { clock, limiter, get };
}

test.each([
  [200, { ok: 1, limited: 0, failed: 0 }],
  [204, { ok: 1, limited: 0, failed: 0 }],
  [404, { ok: 0, limited: 0, failed: 1 }],
  [429, { ok: 0, limited: 1, failed: 0 }],
  [500, { ok: 0, limited: 0, failed: 1 }],
])("a %i is passed on and counted", async (status, figures) => {
  const { limiter, get } = setUp(() => new Response(null, { status }));
  expect((await get("http://localhost/")).status).toBe(status);
  expect(limiter.snapshot()).toMatchObject({ ...figures, inFlight: 0 });
  expect(limiter.snapshot().lanes).toEqual({ advice: { requests: 1, retries: 0, ...figures } });
});

test.each([
  ["91", 91_000],
  [new Date(Date.UTC(2026, 0, 1, 0, 2)).toUTCString(), 120_000],
])("Retry-After %s holds the next call", async (retryAfter, waitMs) => {
  let replies = 0;
  const { clock, get } = setUp(() => {
    replies += 1;
    const headers = { "retry-after": retryAfter };
    return replies === 1 ? new Response(null, { status: 429, headers }) : new Response("fine");
  });
  await get("http://localhost/");
  const next = get("http://localhost/");
  await clock.advance(waitMs - 1);
  expect(replies).toBe(1);
  await clock.advance(1);
  expect(await (await next).text()).toBe("fine");
});

test("what was thrown is thrown, and may have been applied", async () => {
  const { limiter, get } = setUp(() => Promise.reject(new TypeError("reset")));
  await expect(get("http://localhost/")).rejects.toThrow("reset");
  expect(limiter.snapshot()).toMatchObject({ failed: 1, failures: { error: 1 }, lastMinute: 1 });
});

test("the signal of a call, or of its request, ends its wait", async () => {
  const { get } = setUp(() => new Response(null, { status: 429 }));
  await get("http://localhost/");
  const controller = new AbortController();
  const { signal } = controller;
  const waiting = [
    get("http://localhost/", { signal }),
    get(new Request("http://localhost/", { signal })),
  ];
  controller.abort(new Error("enough"));
  const ends = await Promise.allSettled(waiting);
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
