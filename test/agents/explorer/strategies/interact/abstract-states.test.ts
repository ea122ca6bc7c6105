import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reachable } from "../../../../../src/agents/explorer/model/moves/reach.ts";
import { spotCode } from "../../../../../src/agents/explorer/perception/sprite.ts";
import { createRegions } from "../../../../../src/agents/explorer/strategies/interact/abstract-states.ts";
import type { Errand } from "../../../../../src/agents/explorer/strategies/interact/option.ts";
import { createRandom } from "../../../../../src/base/random.ts";

const errand = (id: number, score = 1): Errand => ({
  id,
  kind: id,
  score,
  codes: [1],
  settles: false,
});
const errands = [errand(1, 3), errand(2, 2), errand(3, 1)];

/** The spots `xs` of one row, as reached from the first. */
const row = (...xs: number[]): Map<number, Reachable> =>
  new Map(
    xs.map((x) => [spotCode({ x, y: 0 }), { spot: { x, y: 0 }, distance: 0, from: null, key: 0 }]),
  );

const start = () => createRegions(createRandom(1));
const at = (regions: ReturnType<typeof start>, scene: string, x: number) =>
  regions.at(scene, { x, y: 0 }, row(x));

describe("regions", () => {
  it("are one where the first spot can be reached, others where it cannot or in another scene", () => {
    const regions = start();
    const first = regions.at("s", { x: 1, y: 0 }, row(1, 2, 3));
    expect(regions.at("s", { x: 3, y: 0 }, row(3, 2, 1))).toBe(first);
    expect(regions.at("s", { x: 9, y: 0 }, row(9, 8))).not.toBe(first);
    expect(regions.at("t", { x: 1, y: 0 }, row(1, 2, 3))).not.toBe(first);
    expect(regions.count()).toBe(3);
  });

  it("offer the errands of a region from the best down, each once, then none", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -1, max: 50 })), (scores) => {
        const regions = start();
        const here = at(regions, "s", 1);
        const all = scores.map((score, id) => errand(id, score));
        const offered: number[] = [];
        for (let next = regions.next(here, all); next; next = regions.next(here, all)) {
          offered.push(next.score);
          regions.done(here, next, here);
        }
        expect(offered).toEqual([...scores].sort((a, b) => b - a));
        expect(here.isExhausted).toBe(true);
      }),
    );
  });

  it("offer an errand done in one region in another", () => {
    const regions = start();
    const [here, there] = [at(regions, "s", 1), at(regions, "t", 1)];
    regions.done(here, errands[0] as Errand, there);
    expect(regions.next(here, errands)?.id).toBe(2);
    expect(regions.next(there, errands)?.id).toBe(1);
  });

  it("offer nothing that promises too little", () => {
    const regions = start();
    expect(regions.next(at(regions, "s", 1), [errand(1, -3)])).toBeUndefined();
  });

  it("lead to the nearest region with work left by the first errand of the way, where none is left", () => {
    const regions = start();
    const [here, dull, far, near] = ["a", "b", "c", "d"].map((scene) => at(regions, scene, 1));
    if (!here || !dull || !far || !near) throw new Error("no regions");
    regions.done(here, errand(1), dull);
    regions.done(dull, errand(4), far);
    regions.next(dull, []);
    expect(dull.isExhausted).toBe(true);
    expect(regions.next(here, [errand(1)])?.id).toBe(1);

    regions.done(here, errand(2), near);
    expect(regions.next(here, [errand(1), errand(2)])?.id).toBe(2);
    // The errand that leads there must be one that can be run now.
    expect(regions.next(here, [errand(1)])?.id).toBe(1);
    regions.next(far, []);
    expect(regions.next(here, [errand(1)])).toBeUndefined();
  });

  it("give a detour up that is taken again and again", () => {
    const regions = start();
    const [here, there] = [at(regions, "a", 1), at(regions, "b", 1)];
    regions.done(here, errand(1), there);
    let taken = 1;
    for (; taken < 100 && regions.next(here, [errand(1)]); taken++) {
      regions.done(here, errand(1), there);
    }
    expect(taken).toBeGreaterThan(1);
    expect(taken).toBeLessThan(10);
  });

  it("lead nowhere where an errand ended the try at the level", () => {
    const regions = start();
    const here = at(regions, "a", 1);
    regions.done(here, errand(1), undefined);
    expect(regions.next(here, [errand(1)])).toBeUndefined();
  });
});
