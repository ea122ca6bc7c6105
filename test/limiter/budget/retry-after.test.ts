import { expect, test } from "vitest";
import { cappedWaitMs, retryAfterMs } from "../../../src/limiter/budget/retry-after.ts";

const NOW = Date.UTC(2026, 8, 21, 12, 0, 0);
const HOUR = 3_600_000;
const inSeconds = (s: number) => new Date(NOW + s * 1_000);
const asctime = (date: Date) => {
  const [day, dd, month, year, time] = date.toUTCString().replace(",", "").split(" ");
  return `${day} ${month} ${dd} ${time} ${year}`;
};
const rfc850 = (date: Date) => {
  const [, dd, month, year, time] = date.toUTCString().split(" ");
  return `Monday, ${dd}-${month}-${year!.slice(2)} ${time} GMT`;
};

test.each([
  ["45", 45_000],
  ["1.5", 1_500],
  [" 60s ", 60_000],
  ["5, 90", 90_000],
  [["5", "90"], 90_000],
  [inSeconds(120).toUTCString(), 120_000],
  [asctime(inSeconds(120)), 120_000],
  [rfc850(inSeconds(120)), 120_000],
  [inSeconds(120).toISOString(), 120_000],
  // A number near the time of day is one, whatever the unit.
  [`${NOW / 1_000 + 30}`, 30_000],
  [`${NOW + 30_000}`, 30_000],
])("%j asks for %i ms", (header, expected) => {
  expect(retryAfterMs(header, undefined, NOW)).toBe(expected);
});

test.each([
  "1790000000",
  "999999999",
  "99999999999999999999",
  "86400",
  new Date(NOW + 1e12).toUTCString(),
])("%s is a wait of an hour at most", (header) => {
  expect(retryAfterMs(header, undefined, NOW)).toBe(HOUR);
});

test.each([
  undefined,
  null,
  [],
  "",
  "0",
  "-1",
  "soon",
  "NaN",
  "Infinity",
  "1e3",
  "12 monkeys",
  inSeconds(-5).toUTCString(),
  `${NOW / 1_000 - 30}`,
  "99:99:99",
])("%j asks for nothing", (header) => {
  expect(retryAfterMs(header, undefined, NOW)).toBeNull();
});

test.each([
  ["in an hour by our clock, in a minute by the server's", inSeconds(3_600), inSeconds(3_540)],
  ["over by our clock", inSeconds(-540), inSeconds(-600)],
])("a moment %s is counted from the reply's own date", (_, moment, date) => {
  expect(retryAfterMs(moment.toUTCString(), date.toUTCString(), NOW)).toBe(60_000);
  expect(retryAfterMs(`${moment.getTime() / 1_000}`, [date.toUTCString()], NOW)).toBe(60_000);
});

test("a date that is none is passed over", () => {
  expect(retryAfterMs(inSeconds(10).toUTCString(), "yesterday", NOW)).toBe(10_000);
  expect(retryAfterMs("10", "yesterday", NOW)).toBe(10_000);
});

test.each([
  [Number.NaN, 0],
  [-1, 0],
  [Number.POSITIVE_INFINITY, HOUR],
  [90_000, 90_000],
])("a demanded wait of %d ms is followed for %i", (ms, expected) => {
  expect(cappedWaitMs(ms)).toBe(expected);
});
