import { expect, it, vi } from "vitest";
import { createAnswerCache } from "../../src/advice/answer-cache.ts";
import type { Answer } from "../../src/agents/ask.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";

const never = new AbortController().signal;
const answer = (text: string, isCut = false): Answer => ({ text, isCut });

it("asks once for what is asked twice, at the same time or later", async () => {
  const cache = createAnswerCache(createFakeClock());
  const ask = vi.fn(async () => answer("yes"));
  const [first, second] = await Promise.all([
    cache.answer("a", ask, never),
    cache.answer("a", ask, never),
  ]);
  const third = await cache.answer("a", ask, never);
  expect([first, second, third].map(({ answer: { text } }) => text)).toEqual(["yes", "yes", "yes"]);
  expect([first, second, third].map(({ isOwn }) => isOwn)).toEqual([true, false, false]);
  expect(ask).toHaveBeenCalledTimes(1);
});

it("keeps no failure and no answer that was cut", async () => {
  const cache = createAnswerCache(createFakeClock());
  await expect(
    cache.answer("a", async () => Promise.reject(new Error("no")), never),
  ).rejects.toThrow("no");
  const ask = vi.fn(async () => answer("cu", true));
  await cache.answer("a", ask, never);
  await cache.answer("a", ask, never);
  expect(ask).toHaveBeenCalledTimes(2);
});

it("forgets what is old, and what was used longest ago where it grows too large", async () => {
  const clock = createFakeClock();
  const cache = createAnswerCache(clock, { maxCharacters: 250, maxAgeMs: 1_000 });
  const ask = vi.fn(async () => answer("x".repeat(80)));
  const isAsked = async (key: string) => (await cache.answer(key, ask, never)).isOwn;
  await isAsked("a");
  await isAsked("b");
  expect(await isAsked("a")).toBe(false);
  await isAsked("c");
  expect(await isAsked("a")).toBe(false);
  expect(await isAsked("b")).toBe(true);
  await clock.advance(1_001);
  expect(await isAsked("b")).toBe(true);
});

it("stops asking once nobody waits any more, not before", async () => {
  const cache = createAnswerCache(createFakeClock());
  let signal: AbortSignal | undefined;
  const ask = (until: AbortSignal) => {
    signal = until;
    return new Promise<Answer>(() => undefined);
  };
  const [one, two] = [new AbortController(), new AbortController()];
  const first = cache.answer("a", ask, one.signal);
  const second = cache.answer("a", ask, two.signal);
  one.abort(new Error("one"));
  await expect(first).rejects.toThrow("one");
  expect(signal?.aborted).toBe(false);
  two.abort(new Error("two"));
  await expect(second).rejects.toThrow("two");
  expect(signal?.aborted).toBe(true);
  expect((await cache.answer("a", async () => answer("new"), never)).isOwn).toBe(true);
});
