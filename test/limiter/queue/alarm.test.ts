import { expect, test } from "vitest";
import { createAlarm } from "../../../src/limiter/queue/alarm.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";

function setUp() {
  const clock = createFakeClock();
  const rung: number[] = [];
  return { clock, rung, alarm: createAlarm(clock, () => rung.push(clock.now())) };
}

test("rings once, at the earliest time it was set to", async () => {
  const { clock, rung, alarm } = setUp();
  alarm.set(300);
  alarm.set(100);
  alarm.set(200);
  expect(clock.sleepers()).toBe(1);
  await clock.advance(1_000);
  expect(rung).toEqual([100]);
});

test("can be set again when it rang", async () => {
  const { clock, rung, alarm } = setUp();
  alarm.set(100);
  await clock.advance(100);
  alarm.set(50);
  await clock.advance(100);
  expect(rung).toEqual([100, 150]);
});

test("cleared, it neither rings nor keeps a timer", async () => {
  const { clock, rung, alarm } = setUp();
  alarm.set(100);
  alarm.clear();
  await clock.advance(1_000);
  expect(rung).toEqual([]);
  expect(clock.sleepers()).toBe(0);
});

test("a wait longer than any timer rings early, to be set again", async () => {
  const { clock, rung, alarm } = setUp();
  alarm.set(Number.MAX_SAFE_INTEGER);
  await clock.advance(2 ** 31);
  expect(rung).toEqual([2 ** 31 - 1]);
});
