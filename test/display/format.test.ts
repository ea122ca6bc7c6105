import fc from "fast-check";
import { expect, it } from "vitest";
import { bar, cut, duration, milliseconds, percent } from "../../src/display/format.ts";

const anyMs = fc.double({ min: 0, max: 1e9, noNaN: true });

it("writes durations that read back to the second", () => {
  fc.assert(
    fc.property(anyMs, (ms) => {
      const text = duration(ms);
      expect(text).toMatch(/^(\d+:[0-5]\d|\d+):[0-5]\d$/);
      const seconds = text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
      expect(seconds).toBe(Math.floor(ms / 1000));
    }),
  );
  expect([0, 65_999, 720_000, 3_723_000, -5].map(duration)).toEqual([
    "0:00",
    "1:05",
    "12:00",
    "1:02:03",
    "0:00",
  ]);
});

it("fills a bar by its share, whatever it is given", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.double(), fc.constant(Number.NaN)),
      fc.integer({ min: 0, max: 80 }),
      (share, width) => {
        const text = bar(share, width);
        expect(text).toMatch(/^█*░*$/);
        expect(text).toHaveLength(width);
      },
    ),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 80 }),
      fc.integer({ min: 1, max: 80 }),
      (filled, width) => {
        const full = Math.min(filled, width);
        expect(bar(filled / width, width)).toBe("█".repeat(full) + "░".repeat(width - full));
      },
    ),
  );
});

it("cuts what is too long, and only that", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, width) => {
      const shown = cut(text, width);
      expect(shown).toBe(text.length <= width ? text : `${text.slice(0, width - 1)}…`);
    }),
  );
});

it("writes times and shares with the digits that matter", () => {
  expect([0, 0.04, 9.94, 12, 999.4, 1_000, 61_250].map(milliseconds)).toEqual([
    "0.0 ms",
    "0.0 ms",
    "9.9 ms",
    "12 ms",
    "999 ms",
    "1.0 s",
    "61.3 s",
  ]);
  expect([0, 0.9954, 1].map(percent)).toEqual(["0.0 %", "99.5 %", "100.0 %"]);
});
