import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importSaved, mergeSaved } from "../../../src/agents/advised/merge-saved.ts";
import { outlineAdvised } from "../../../src/agents/advised/outline-saved.ts";
import { recallSaved } from "../../../src/agents/advised/recall-saved.ts";
import { readSaved, type Saved } from "../../../src/agents/advised/saved.ts";
import { createSession } from "../../../src/agents/advised/session.ts";

const experience = (run: string, actions: number) => ({
  version: 2,
  experience: [{ run, actions, tallies: [] }],
  levels: [],
});

/** One session of a run: what it began with, and what it adds. */
interface Part {
  readonly run: string;
  readonly note: string;
  readonly calls: number;
}

/** A session on what was saved. */
function play(saved: unknown, { run, note, calls }: Part): Saved {
  const session = createSession({ saved, runId: run }, undefined);
  for (let call = 0; call < calls; call++) {
    session.used({ input: 100, cached: 10, output: 5, reasoning: 0 });
  }
  const { notes, kept, memory } = session.brought;
  return session.save(experience(run, calls), {
    notes: [...notes, note],
    kept: { ...kept, [`f_${run}`]: `function f_${run}() {}` },
    memory,
  });
}

/** Histories: each session goes on from nothing, from an earlier one, or from two that are joined. */
const histories = fc
  .array(
    fc.record({
      from: fc.array(fc.nat(20), { maxLength: 2 }),
      note: fc.string({ maxLength: 5 }),
      calls: fc.nat(3),
      isImported: fc.boolean(),
    }),
    { minLength: 3, maxLength: 9 },
  )
  .map((steps) => {
    const all: Saved[] = [];
    for (const [at, { from, note, calls, isImported }] of steps.entries()) {
      const begun = from.flatMap((index) => all[index % Math.max(1, all.length)] ?? []);
      const [a, b] = begun;
      const joined = a && b ? mergeSaved(a, b) : a;
      const saved = play(joined, { run: `run-${at}`, note, calls });
      all.push(saved, ...(isImported ? [importSaved(saved) as Saved] : []));
    }
    return all;
  });

describe("what two runs saved", () => {
  test("is joined in any order, and as often as one likes, to the same", () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.nat(), fc.nat(), (all, i, j, k) => {
        const [a, b, c] = [i, j, k].map((index) => all[index % all.length]);
        expect(mergeSaved(a, b)).toEqual(mergeSaved(b, a));
        expect(mergeSaved(mergeSaved(a, b), c)).toEqual(mergeSaved(a, mergeSaved(b, c)));
        expect(mergeSaved(mergeSaved(a, b), b)).toEqual(mergeSaved(a, b));
        expect(readSaved(mergeSaved(a, b))).toBeDefined();
      }),
    );
  });

  test("goes through JSON as it is", () => {
    fc.assert(
      fc.property(histories, (all) => {
        for (const saved of all)
          expect(readSaved(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
      }),
    );
  });

  test("loses no note of runs that went on at the same time, and counts no call twice", () => {
    const base = play(undefined, { run: "a", note: "base", calls: 2 });
    const left = play(base, { run: "b", note: "left", calls: 3 });
    const right = play(base, { run: "c", note: "right", calls: 1 });
    const joined = mergeSaved(mergeSaved(left, base), mergeSaved(right, left)) as Saved;
    expect(recallSaved(joined).notes).toEqual(["base", "right", "left"]);
    expect(Object.keys(recallSaved(joined).kept).sort()).toEqual(["f_a", "f_b", "f_c"]);
    expect(outlineAdvised(joined)).toMatchObject({
      actions: 6,
      advice: { notes: 3, unchecked: 0, functions: 3, hasModel: false, calls: 6, input: 600 },
    });
    // A run that builds on both takes their place.
    const next = play(joined, { run: "d", note: "next", calls: 1 });
    expect((mergeSaved(next, left) as Saved).heads.map(({ run }) => run)).toEqual(["d"]);
  });

  test("is the other's where one is damaged", () => {
    const saved = play(undefined, { run: "a", note: "n", calls: 1 });
    expect(mergeSaved({ version: 2 }, saved)).toEqual(saved);
    expect(mergeSaved(saved, null)).toEqual(saved);
    expect(outlineAdvised({ ...saved, seen: { __proto__: null, "a b": 1 } })).toBeUndefined();
  });
});

describe("what is imported", () => {
  const theirs: Saved = {
    ...play(undefined, { run: "x", note: "walls are 3", calls: 4 }),
  };
  const withModel = {
    ...theirs,
    heads: theirs.heads.map((head) => ({ ...head, model: "model({});", memory: '{"n":1}' })),
  };

  test("is marked as unchecked, and its code is text in `mem` alone", () => {
    const { notes, kept, memory, model } = recallSaved(importSaved(withModel) as Saved);
    expect(notes[0]).toBe("(imported, unchecked) walls are 3");
    expect(notes[1]).toMatch(/mem\.imported.*f_x, model/);
    expect(kept).toEqual({});
    expect(model).toBeUndefined();
    expect(JSON.parse(memory)).toEqual({
      imported: { f_x: "function f_x() {}", model: "model({});" },
    });
    expect(outlineAdvised(importSaved(withModel))?.advice).toMatchObject({
      unchecked: 2,
      functions: 0,
      hasModel: false,
      calls: 0,
    });
  });

  test("stays the user's own where it is, and is built upon once", () => {
    const mine = play(undefined, { run: "mine", note: "mine", calls: 1 });
    const back = mergeSaved(importSaved(mine), mine) as Saved;
    expect(back).toEqual(mine);
    const both = mergeSaved(mine, importSaved(theirs)) as Saved;
    expect(recallSaved(both).kept).toEqual({ f_mine: "function f_mine() {}" });
    const next = play(both, { run: "next", note: "ok", calls: 1 });
    expect((mergeSaved(next, importSaved(theirs)) as Saved).heads).toEqual(next.heads);
    expect(recallSaved(next).notes).toContain("(imported, unchecked) walls are 3");
  });
});
