import { Redis } from "ioredis";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type Clock, systemClock } from "../../../src/base/clock.ts";
import {
  createRedisCell,
  type RedisCell,
  type RedisCellOptions,
} from "../../../src/limiter/cells/redis-cell.ts";
import { StoreError } from "../../../src/limiter/cells/store-error.ts";
import { stateCellContract } from "../../contract/state-cell.ts";
import { startRedis } from "../../helpers/redis-server.ts";
import { countUp, EMPTY_TALLY, look, TALLY_FORM, type Tally } from "./tally.ts";

const KEY = "https://example.org 0123";
const STORED_AT = `arc-train:${KEY}`;

function open(url: string, options: Partial<RedisCellOptions<Tally>> = {}) {
  const cell = createRedisCell({
    url,
    key: KEY,
    form: TALLY_FORM,
    clock: systemClock,
    ...options,
  });
  onTestFinished(() => cell.close());
  return cell;
}

/** A client that looks behind the cell's back. */
function connect(url: string): Redis {
  const redis = new Redis(url);
  onTestFinished(() => redis.disconnect());
  return redis;
}

/** Has one cell listen, and waits until it hears of the other's changes. */
async function listenTo(one: RedisCell<Tally>, other: RedisCell<Tally>) {
  await one.update(countUp);
  const listener = vi.fn();
  one.onForeignChange(listener);
  await vi.waitFor(async () => {
    await other.update(countUp);
    expect(listener).toHaveBeenCalled();
  });
  // What it asks for when it begins to listen is answered by then.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return listener;
}

stateCellContract(
  "redis",
  async () => {
    const { url } = await startRedis();
    return { open: () => open(url), whereabouts: { kind: "redis", url, key: KEY } };
  },
  { isShared: true },
);

describe("the redis cell", () => {
  it("takes one round trip for an update that nobody interferes with", async () => {
    const cell = open((await startRedis()).url);
    await cell.update(look);
    const before = cell.roundTrips();
    for (let i = 0; i < 20; i += 1) await cell.update(countUp);
    for (let i = 0; i < 5; i += 1) await cell.update(look);
    expect(cell.roundTrips() - before).toBe(25);
  });

  it("takes one more after another's change", async () => {
    const { url } = await startRedis();
    const [one, other] = [open(url), open(url)];
    await one.update(countUp);
    await other.update(countUp);
    const before = one.roundTrips();
    expect(await one.update(countUp)).toBe(2);
    expect(one.roundTrips() - before).toBe(2);
  });

  it("takes one after another's change too, where it listens", async () => {
    const { url } = await startRedis();
    const [one, other] = [open(url), open(url)];
    const listener = await listenTo(one, other);
    for (let i = 0; i < 10; i += 1) {
      listener.mockClear();
      const count = await other.update(countUp);
      await vi.waitFor(() => expect(listener).toHaveBeenCalled());
      const before = one.roundTrips();
      expect(await one.update(countUp)).toBe(count + 1);
      expect(one.roundTrips() - before).toBe(1);
    }
  });

  it("looks without a round trip where it may and listens, and sees what it is told of", async () => {
    const redis = await startRedis();
    const [one, other] = [open(redis.url, { hasQuickLooks: true }), open(redis.url)];
    const listener = await listenTo(one, other);
    listener.mockClear();
    const count = await other.update(countUp);
    await vi.waitFor(() => expect(listener).toHaveBeenCalled());
    const before = one.roundTrips();
    for (let i = 0; i < 10; i += 1) {
      expect(await one.update(look)).toMatchObject({ count: count + 1 });
    }
    expect(one.roundTrips()).toBe(before);
    // It does not look at what it remembers when it cannot listen.
    await redis.kill();
    await vi.waitFor(() => expect(one.update(look)).rejects.toThrow(StoreError));
  });

  it("sends what is asked for at the same time together", async () => {
    const cell = open((await startRedis()).url);
    await cell.update(look);
    const before = cell.roundTrips();
    await Promise.all(Array.from({ length: 100 }, () => cell.update(countUp)));
    expect(cell.roundTrips() - before).toBe(1);
  });

  it("keeps the time of the server", async () => {
    const { url } = await startRedis();
    const [seconds, micros] = (await connect(url).time()) as unknown as string[];
    const serverMs = Number(seconds) * 1_000 + Number(micros) / 1_000;
    const nowMs = await open(url).update((state, nowMs) => ({ state, result: nowMs }));
    expect(nowMs).toBeGreaterThan(serverMs - 50);
    expect(nowMs).toBeLessThan(serverMs + 1_000);
  });

  it("is forgotten by the server in time", async () => {
    const { url } = await startRedis();
    await open(url, { keepMs: 60_000 }).update(countUp);
    const leftMs = await connect(url).pttl(STORED_AT);
    expect(leftMs).toBeGreaterThan(50_000);
    expect(leftMs).toBeLessThanOrEqual(60_000);
  });

  it("begins anew where the server forgot what nobody asked for", async () => {
    const { url } = await startRedis();
    const cell = open(url, { keepMs: 20 });
    await cell.update(countUp);
    await vi.waitFor(async () => expect(await connect(url).exists(STORED_AT)).toBe(0));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await cell.update(look)).toEqual(EMPTY_TALLY);
  });

  it("assumes the worst where the server lost the state, once for all parties", async () => {
    const { url } = await startRedis();
    const [one, other] = [open(url), open(url)];
    await one.update(countUp);
    await other.update(countUp);
    await connect(url).flushall();
    expect(await one.update(countUp)).toBe(0);
    expect(await one.update(look)).toMatchObject({ count: 1, isDoubtful: true });
    expect(await other.update(countUp)).toBe(1);
    expect(await open(url).update(look)).toMatchObject({ count: 2, isDoubtful: true });
  });

  it("assumes the worst also where one who knew of nothing came first", async () => {
    const { url } = await startRedis();
    const [one, other] = [open(url), open(url)];
    for (let i = 0; i < 3; i += 1) await one.update(countUp);
    await other.update(countUp);
    await connect(url).flushall();
    const newcomer = open(url);
    expect(await newcomer.update(countUp)).toBe(0);
    expect(await one.update(countUp)).toBe(0);
    expect(await other.update(countUp)).toBe(1);
    expect(await newcomer.update(look)).toMatchObject({ count: 2, isDoubtful: true });
  });

  it("assumes the worst where the server went back to an old copy", async () => {
    const { url } = await startRedis();
    const cell = open(url);
    const redis = connect(url);
    await cell.update(countUp);
    const copy = await redis.hgetall(STORED_AT);
    await cell.update(countUp);
    await redis.hset(STORED_AT, copy);
    expect(await cell.update(look)).toMatchObject({ count: 0, isDoubtful: true });
  });

  it.each([
    ["an unreadable state", { kept: "{" }],
    ["an unreadable version", { version: "17" }],
  ])("assumes the worst for %s", async (_, damage) => {
    const { url } = await startRedis();
    await open(url).update(countUp);
    await connect(url).hset(STORED_AT, damage);
    const cell = open(url);
    expect(await cell.update(countUp)).toBe(0);
    expect(await open(url).update(look)).toMatchObject({ count: 1, isDoubtful: true });
  });

  it("keeps the worst as of when it was assumed, so that it can get old", async () => {
    const { url } = await startRedis();
    const cell = open(url);
    await cell.update(countUp);
    await connect(url).flushall();
    const { lastMs } = await cell.update(look);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await cell.update(look)).toMatchObject({ lastMs });
    expect(await open(url).update(look)).toMatchObject({ lastMs });
  });

  it("takes an older version's state for the worst, and leaves the budget to a newer one", async () => {
    const { url } = await startRedis();
    await open(url, { form: { ...TALLY_FORM, version: 6 } }).update(countUp);
    const cell = open(url);
    expect(await cell.update(look)).toMatchObject({ isDoubtful: true });
    await open(url, { form: { ...TALLY_FORM, version: 8 } }).update(countUp);
    await expect(cell.update(look)).rejects.toThrow(StoreError);
    await expect(cell.update(look)).rejects.toThrow("newer version");
  });

  it("fails while the server is away, and goes on with the worst when it is back empty", async () => {
    const redis = await startRedis();
    const cell = open(redis.url);
    await cell.update(countUp);
    await redis.kill();
    await expect(cell.update(countUp)).rejects.toThrow(StoreError);
    await expect(cell.update(countUp)).rejects.toThrow(
      /^Redis at 127\.0\.0\.1:\d+: .*ECONNREFUSED/,
    );
    await redis.restart();
    const count = await vi.waitFor(() => cell.update(countUp), { timeout: 5_000 });
    expect(count).toBe(0);
    expect(await cell.update(look)).toMatchObject({ isDoubtful: true });
  });

  it("fails in about a second where the server hangs, and counts on with it afterwards", async () => {
    const redis = await startRedis();
    const cell = open(redis.url);
    await cell.update(countUp);
    redis.pause();
    const beganMs = systemClock.now();
    await expect(cell.update(countUp)).rejects.toThrow(StoreError);
    expect(systemClock.now() - beganMs).toBeLessThan(3_000);
    redis.resume();
    // What was given up may have been done: the count is then one more, never one less.
    await vi.waitFor(() => cell.update(look), { timeout: 5_000 });
    expect(await cell.update(look)).toMatchObject({ isDoubtful: false, timesBack: 0 });
    expect([1, 2]).toContain((await cell.update(look)).count);
  });

  it("tells of changes again after the server was away", async () => {
    const redis = await startRedis();
    const [one, other] = [open(redis.url), open(redis.url)];
    await one.update(countUp);
    const listener = vi.fn();
    one.onForeignChange(listener);
    await redis.restart();
    // What was missed is told of when it listens again.
    await vi.waitFor(() => expect(listener).toHaveBeenCalled(), { timeout: 5_000 });
    listener.mockClear();
    await vi.waitFor(() => other.update(countUp), { timeout: 5_000 });
    await vi.waitFor(() => expect(listener).toHaveBeenCalled());
  });

  it("takes the state for the worst when the server's clock was set", async () => {
    const { url } = await startRedis();
    let aheadMs = 0;
    const clock: Clock = { ...systemClock, now: () => systemClock.now() + aheadMs };
    const cell = open(url, { clock });
    await cell.update(countUp);
    // From here it looks as if the server's clock had gone back an hour.
    aheadMs = 3_600_000;
    await cell.update(countUp);
    expect(await cell.update(look)).toMatchObject({ isDoubtful: true });
    expect(await cell.update(countUp)).toBe(0);
  });

  it("shows no password", async () => {
    const { url } = await startRedis();
    const cell = open(url.replace("//", "//me:hush@"));
    await expect(cell.update(look)).rejects.toThrow(StoreError);
    await expect(cell.update(look)).rejects.not.toThrow(/hush/);
  });
});
