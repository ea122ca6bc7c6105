import { expect, it } from "vitest";
import { systemClock } from "../../src/base/clock.ts";

it("never wakes too early", async () => {
  for (const ms of [0.2, 1, 2.5, 7]) {
    const before = systemClock.now();
    await systemClock.sleep(ms);
    expect(systemClock.now() - before).toBeGreaterThanOrEqual(ms);
  }
});

it("never goes back", () => {
  let last = systemClock.now();
  for (let i = 0; i < 1_000; i++) {
    const now = systemClock.now();
    expect(now).toBeGreaterThanOrEqual(last);
    last = now;
  }
});

it("ends a sleep with the signal's reason", async () => {
  const stop = new AbortController();
  const sleep = systemClock.sleep(60_000, stop.signal);
  stop.abort("enough");
  await expect(sleep).rejects.toBe("enough");
  await expect(systemClock.sleep(0, stop.signal)).rejects.toBe("enough");
});

it("does not wait for what is past", async () => {
  await Promise.all([systemClock.sleep(0), systemClock.sleep(-5)]);
});
