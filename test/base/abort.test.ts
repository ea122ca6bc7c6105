import { expect, it } from "vitest";
import { withGrace } from "../../src/base/abort.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";

const never = new Promise<string>(() => {});

it("returns what the work returns, or throws what it throws", async () => {
  const clock = createFakeClock();
  const options = { signal: new AbortController().signal, graceMs: 10, clock };
  expect(await withGrace(Promise.resolve("done"), options, () => "late")).toBe("done");
  await expect(withGrace(Promise.reject("broken"), options, () => "late")).rejects.toBe("broken");
});

it("waits on however long, until the signal; then only for the grace", async () => {
  const clock = createFakeClock();
  const stop = new AbortController();
  let end: string | undefined;
  withGrace(never, { signal: stop.signal, graceMs: 1_500, clock }, () => "late").then((value) => {
    end = value;
  });
  await clock.advance(3_600_000);
  expect(end).toBeUndefined();
  stop.abort();
  await clock.advance(1_499);
  expect(end).toBeUndefined();
  await clock.advance(1);
  expect(end).toBe("late");
});

it("takes work that ends within the grace, and sleeps no longer", async () => {
  const clock = createFakeClock();
  const work = clock.sleep(100).then(() => "done");
  const options = { signal: AbortSignal.abort(), graceMs: 1_500, clock };
  const end = withGrace(work, options, () => "late");
  await clock.advance(100);
  expect(await end).toBe("done");
  expect(clock.sleepers()).toBe(0);
});

it("passes on what `late` throws, and swallows a failure that comes after it", async () => {
  const clock = createFakeClock();
  const work = clock.sleep(5_000).then(() => Promise.reject(new Error("too late to matter")));
  const options = { signal: AbortSignal.abort(), graceMs: 10, clock };
  const end = withGrace(work, options, () => {
    throw new Error("gave up");
  });
  const failed = expect(end).rejects.toThrow("gave up");
  await clock.advance(10);
  await failed;
  // An unhandled rejection here would fail the test run.
  await clock.advance(5_000);
});
