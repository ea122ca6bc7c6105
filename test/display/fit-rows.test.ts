import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitRows } from "../../src/display/fit-rows.ts";

describe("fitRows", () => {
  it("keeps what fits, and else its beginning and end and how much is between", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 3, max: 60 }),
        (count, rows) => {
          const lines = Array.from({ length: count }, (_, at) => `line ${at}`);
          const fitted = fitRows(lines.join("\n"), rows).split("\n");
          if (count <= rows) {
            expect(fitted).toEqual(lines);
            return;
          }
          expect(fitted).toHaveLength(rows);
          const cut = fitted.findIndex((line) => line.includes("…"));
          const left = Number(fitted[cut]?.match(/\d+/)?.[0]);
          expect([...fitted.slice(0, cut), ...fitted.slice(cut + 1)]).toEqual([
            ...lines.slice(0, cut),
            ...lines.slice(cut + left),
          ]);
        },
      ),
    );
  });
});
