import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reachable } from "../../../../../src/agents/explorer/model/moves/reachable-spots.ts";
import { spotCode } from "../../../../../src/agents/explorer/perception/sprite.ts";
import { createAbstractStates } from "../../../../../src/agents/explorer/strategies/interact/abstract-states.ts";
import type { Option } from "../../../../../src/agents/explorer/strategies/interact/option.ts";
import { createRandom } from "../../../../../src/base/random.ts";

const option = (id: number, value = 1): Option => ({
  id,
  kind: id,
  value,
  codes: [1],
  settles: false,
});
const options = [option(1, 3), option(2, 2), option(3, 1)];

/** The spots `xs` of one row, as reached from the first. */
const row = (...xs: number[]): Map<number, Reachable> =>
  new Map(
    xs.map((x) => [spotCode({ x, y: 0 }), { spot: { x, y: 0 }, distance: 0, from: null, key: 0 }]),
  );

const start = () => createAbstractStates(createRandom(1));
const at = (abstractStates: ReturnType<typeof start>, background: string, x: number) =>
  abstractStates.at(background, { x, y: 0 }, row(x));

describe("abstract states", () => {
  it("are one where the first spot can be reached, others where it cannot or in another background", () => {
    const abstractStates = start();
    const first = abstractStates.at("s", { x: 1, y: 0 }, row(1, 2, 3));
    expect(abstractStates.at("s", { x: 3, y: 0 }, row(3, 2, 1))).toBe(first);
    expect(abstractStates.at("s", { x: 9, y: 0 }, row(9, 8))).not.toBe(first);
    expect(abstractStates.at("t", { x: 1, y: 0 }, row(1, 2, 3))).not.toBe(first);
    expect(abstractStates.count()).toBe(3);
  });

  it("offer the options of an abstract state from the best down, each once, then none", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -1, max: 50 })), (values) => {
        const abstractStates = start();
        const here = at(abstractStates, "s", 1);
        const all = values.map((value, id) => option(id, value));
        const offered: number[] = [];
        for (
          let next = abstractStates.next(here, all);
          next;
          next = abstractStates.next(here, all)
        ) {
          offered.push(next.value);
          abstractStates.done(here, next, here);
        }
        expect(offered).toEqual([...values].sort((a, b) => b - a));
        expect(here.isExhausted).toBe(true);
      }),
    );
  });

  it("offer an option done in one abstract state in another", () => {
    const abstractStates = start();
    const [here, there] = [at(abstractStates, "s", 1), at(abstractStates, "t", 1)];
    abstractStates.done(here, options[0] as Option, there);
    expect(abstractStates.next(here, options)?.id).toBe(2);
    expect(abstractStates.next(there, options)?.id).toBe(1);
  });

  it("offer no option of too low a value", () => {
    const abstractStates = start();
    expect(abstractStates.next(at(abstractStates, "s", 1), [option(1, -3)])).toBeUndefined();
  });

  it("lead to the nearest abstract state with work left by the first option of the way, where none is left", () => {
    const abstractStates = start();
    const [here, dull, far, near] = ["a", "b", "c", "d"].map((background) =>
      at(abstractStates, background, 1),
    );
    if (!here || !dull || !far || !near) throw new Error("no abstractStates");
    abstractStates.done(here, option(1), dull);
    abstractStates.done(dull, option(4), far);
    abstractStates.next(dull, []);
    expect(dull.isExhausted).toBe(true);
    expect(abstractStates.next(here, [option(1)])?.id).toBe(1);

    abstractStates.done(here, option(2), near);
    expect(abstractStates.next(here, [option(1), option(2)])?.id).toBe(2);
    // The option that leads there must be one that can be run now.
    expect(abstractStates.next(here, [option(1)])?.id).toBe(1);
    abstractStates.next(far, []);
    expect(abstractStates.next(here, [option(1)])).toBeUndefined();
  });

  it("give a detour up that is taken again and again", () => {
    const abstractStates = start();
    const [here, there] = [at(abstractStates, "a", 1), at(abstractStates, "b", 1)];
    abstractStates.done(here, option(1), there);
    let taken = 1;
    for (; taken < 100 && abstractStates.next(here, [option(1)]); taken++) {
      abstractStates.done(here, option(1), there);
    }
    expect(taken).toBeGreaterThan(1);
    expect(taken).toBeLessThan(10);
  });

  it("lead nowhere where an option ended the try at the level", () => {
    const abstractStates = start();
    const here = at(abstractStates, "a", 1);
    abstractStates.done(here, option(1), undefined);
    expect(abstractStates.next(here, [option(1)])).toBeUndefined();
  });
});
