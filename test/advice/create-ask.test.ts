import { expect, it } from "vitest";
import { createAsk } from "../../src/advice/create-ask.ts";
import { AskError, type AskFailure, NO_USAGE } from "../../src/advice/errors.ts";
import type { AskRequest } from "../../src/agents/ask.ts";
import { askParts } from "../helpers/ask-parts.ts";

const REQUEST: AskRequest = { system: "S".repeat(320), turns: [{ by: "user", text: "hello" }] };
const never = new AbortController().signal;
const usage = { input: 500, cached: 400, output: 100, reasoning: 0 };
const ANSWER = { text: "{}", isCut: false, usage };

const failing = (failures: readonly AskFailure[], told: { retryAfterMs?: number } = {}) => {
  const left = [...failures];
  return () => {
    const failure = left.shift();
    if (failure) throw new AskError(failure, `it is ${failure}`, { usage: NO_USAGE, ...told });
    return ANSWER;
  };
};

it("settles with the real usage, and enters it into the books", async () => {
  const parts = askParts(() => ANSWER);
  expect(await createAsk("game-1", parts)(REQUEST, never)).toEqual(ANSWER);
  expect(parts.sent[0]?.maxOutputTokens).toBe(4_000);
  const { tokens } = await parts.limiter.refresh();
  expect(tokens).toMatchObject({ input: { used: 500 }, output: { used: 100 } });
  expect(parts.ledger.of("game-1")).toMatchObject({
    calls: 1,
    answered: 1,
    input: 500,
    output: 100,
  });
  expect(parts.ledger.of("game-2").calls).toBe(0);
});

it("does not count what came from a cache where the service's limit does not", async () => {
  const parts = askParts(() => ANSWER, { provider: { countsCached: false } });
  await createAsk("game-1", parts)(REQUEST, never);
  expect((await parts.limiter.refresh()).tokens?.input.used).toBe(100);
});

it("asks an overloaded service again after 2, 4 and 8 s and a quarter at most, then gives up", async () => {
  const reply = failing(["overloaded", "unreachable", "overloaded"]);
  const sentMs: number[] = [];
  const parts = askParts(() => {
    sentMs.push(parts.clock.now());
    return reply();
  });
  const answer = createAsk("game-1", parts)(REQUEST, never);
  await parts.clock.advance(20_000);
  expect(await answer).toEqual(ANSWER);
  const waits = sentMs.slice(1).map((ms, at) => (ms - (sentMs[at] as number)) / (2_000 * 2 ** at));
  expect(waits).toHaveLength(3);
  for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(1);
  for (const wait of waits) expect(wait).toBeLessThanOrEqual(1.25);
  expect(parts.ledger.total).toMatchObject({ calls: 4, answered: 1 });

  const worse = askParts(failing(Array(9).fill("overloaded")));
  const asked = createAsk("game-1", worse)(REQUEST, never).catch((error) => error);
  await worse.clock.advance(60_000);
  expect(await asked).toMatchObject({ failure: "overloaded" });
  expect(worse.sent).toHaveLength(4);
});

it("waits out one cooldown for all after a 429", async () => {
  const parts = askParts(failing(["limited"], { retryAfterMs: 88_000 }));
  const answers = ["game-1", "game-2"].map((id) => createAsk(id, parts)(REQUEST, never));
  await parts.clock.advance(80_000);
  expect(parts.sent).toHaveLength(1);
  await parts.clock.advance(30_000);
  expect(await Promise.all(answers)).toEqual([ANSWER, ANSWER]);
  expect(parts.limiter.snapshot().limited).toBe(1);
});

it("tells of a pause longer than two minutes, at once, so that play goes on", async () => {
  const parts = askParts(failing(["limited"], { retryAfterMs: 600_000 }));
  const ask = createAsk("game-1", parts);
  await expect(ask(REQUEST, never)).rejects.toMatchObject({ failure: "limited" });
  await expect(ask(REQUEST, never)).rejects.toThrow("some:model: the service asks to wait 6");
  expect(parts.sent).toHaveLength(1);
});

it("asks at once, and without losing a try, where something is left out now", async () => {
  const parts = askParts(failing(["adapted", "adapted", "adapted", "adapted", "adapted"]));
  const asked = createAsk("game-1", parts)(REQUEST, never);
  await parts.clock.advance(10_000);
  expect(await asked).toEqual(ANSWER);
  expect(parts.sent).toHaveLength(6);
});

it.each<AskFailure>(["refused", "filtered", "too-long", "gone", "timeout"])(
  "does not ask again after %s",
  async (failure) => {
    const parts = askParts(failing([failure]));
    await expect(createAsk("game-1", parts)(REQUEST, never)).rejects.toMatchObject({ failure });
    expect(parts.sent).toHaveLength(1);
  },
);

it("gives the answer after one that was cut off twice the room", async () => {
  const parts = askParts(() => ({ ...ANSWER, isCut: parts.sent.length === 1 }));
  const ask = createAsk("game-1", parts);
  for (let i = 0; i < 3; i++) {
    const asked = ask(REQUEST, never);
    await parts.clock.advance(60_000);
    await asked;
  }
  expect(parts.sent.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([4_000, 6_800, 4_000]);
});

it("gives up an answer that takes too long", async () => {
  const silent = (_: unknown, signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  const parts = askParts(silent, { timeoutMs: 20 });
  const error = await createAsk("game-1", parts)(REQUEST, never).catch((thrown) => thrown);
  expect(error).toMatchObject({ failure: "timeout" });
  expect(parts.ledger.total.calls).toBe(1);
});

it("stops with the signal's reason, waiting for a grant or for the answer", async () => {
  const stop = new AbortController();
  const parts = askParts((_, signal) => {
    stop.abort(new Error("enough"));
    throw signal.reason;
  });
  const ask = createAsk("game-1", parts);
  const second = ask(REQUEST, stop.signal);
  await expect(second).rejects.toThrow("enough");
  await expect(ask(REQUEST, stop.signal)).rejects.toThrow("enough");
});

it("refuses at once a request that no window has room for", async () => {
  const parts = askParts(() => ANSWER);
  const long = { ...REQUEST, system: "S".repeat(200_000) };
  const error = await createAsk("game-1", parts)(long, never).catch((thrown) => thrown);
  expect(error).toMatchObject({ failure: "too-long" });
  expect(parts.sent).toHaveLength(0);
});

it("counts the calls of each game, and none for an answer that was given before", async () => {
  const parts = askParts(() => ANSWER, { maxCalls: 2, provider: { identity: "some" } });
  const ask = createAsk("game-1", parts);
  const about = (text: string): AskRequest => ({ ...REQUEST, turns: [{ by: "user", text }] });
  const asking = async (text: string) => {
    const asked = ask(about(text), never).catch((error) => error);
    await parts.clock.advance(60_000);
    return await asked;
  };
  await asking("a");
  expect(await asking("a")).toEqual(ANSWER);
  await asking("b");
  expect(await asking("c")).toMatchObject({ failure: "spent", message: /--max-calls/ });
  expect(parts.sent).toHaveLength(2);
  expect(parts.ledger.of("game-1")).toMatchObject({ calls: 2, repeats: 1 });
  const other = createAsk("game-2", parts)(about("c"), never);
  await parts.clock.advance(60_000);
  expect(await other).toEqual(ANSWER);
});

it("holds nothing of the limit on tokens for a request that the service did not carry out", async () => {
  const parts = askParts(failing(["refused"]));
  await createAsk("game-1", parts)(REQUEST, never).catch(() => undefined);
  expect((await parts.limiter.refresh()).tokens).toMatchObject({
    input: { used: 0 },
    output: { used: 0 },
  });
});

it("counts no call that never came to the model", async () => {
  const parts = askParts(failing(["limited"], { retryAfterMs: 600_000 }), { maxCalls: 1 });
  const ask = createAsk("game-1", parts);
  await expect(ask(REQUEST, never)).rejects.toMatchObject({ failure: "limited" });
  await parts.clock.advance(700_000);
  expect(await ask(REQUEST, never)).toEqual(ANSWER);
  await expect(ask(REQUEST, never)).rejects.toMatchObject({ failure: "spent" });
});
