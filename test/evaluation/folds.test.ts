import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignFolds } from "../../src/evaluation/folds.ts";

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 20 });

describe("assignFolds", () => {
  it("deals every game to exactly one fold, evenly, whatever order they come in", () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 2, max: 6 }), (gameIds, count) => {
        const folds = assignFolds(count, gameIds);
        expect(folds.flatMap((fold) => fold.gameIds).sort()).toEqual([...gameIds].sort());
        const sizes = folds.map((fold) => fold.gameIds.length);
        expect(folds).toHaveLength(Math.min(count, gameIds.length));
        if (sizes.length > 0)
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(assignFolds(count, [...gameIds].reverse())).toEqual(folds);
      }),
    );
  });

  it("goes by the prefixes of a file; games in no fold and folds without a game are left out", () => {
    const spec = { click: ["lamp", "tile"], keys: ["push"], none: ["zz"] };
    expect(assignFolds(spec, ["tile-2", "push-1", "slip-1", "lamp-1"])).toEqual([
      { name: "click", gameIds: ["lamp-1", "tile-2"] },
      { name: "keys", gameIds: ["push-1"] },
    ]);
  });

  it("refuses a game in two folds", () => {
    expect(() => assignFolds({ one: ["la"], two: ["lamp"] }, ["lamp-1"])).toThrow(
      /lamp-1 is in "one" and in "two"/,
    );
  });
});
