import { expect, test } from "vitest";
import { createAdviceLog } from "../../../src/advice/advice-log.ts";
import type { Lasting } from "../../../src/advice/lasting.ts";
import type { AdviceRecord, NewRecord } from "../../../src/advice/record.ts";
import { createResumption } from "../../../src/agents/advised/resumption.ts";
import type { Action } from "../../../src/game/action.ts";
import type { Step } from "../../../src/game/step.ts";

const NOTHING: Lasting = { notes: [], kept: {}, memory: "{}", tried: [] };
const at = (record: NewRecord): AdviceRecord => ({ ...record, t: 0 });
const act = (step: number, action: string) => at({ type: "act", step, action, by: "ask" });
const stepOf = (action: Action): Step => ({ action }) as Step;

const BEFORE: readonly AdviceRecord[] = [
  at({ type: "begun", version: 1, run: "r", game: "g", model: "m" }),
  at({ type: "brought", notes: ["old"], kept: { f: "1" }, memory: "{}", tried: [] }),
  at({ type: "asked", call: 1, level: 1, key: "ab".repeat(32), turn: "?", earlier: [] }),
  at({ type: "note", note: "new" }),
  act(1, "1"),
  at({
    type: "ran",
    run: 1,
    output: "",
    notes: [],
    kept: { g: "2" },
    memory: '{"n":1}',
    from: 1,
    to: 2,
    ms: 1,
  }),
  act(2, "2"),
];

/** A run that goes on with these records, and a director that would choose so. */
function resume(earlier: readonly AdviceRecord[], chosen: readonly Action[]) {
  const written: NewRecord[] = [];
  const restored: Lasting[] = [];
  let learned = 0;
  let asked = 0;
  const log = createAdviceLog({
    earlier,
    write: (record) => written.push(record as NewRecord),
    now: () => 0,
  });
  const resumption = createResumption({
    log,
    async next() {
      const action = chosen[asked++] as Action;
      log.chose(String(action.id), "ask");
      return action;
    },
    async learn() {
      learned += 1;
    },
    lasting: () => restored.at(-1) ?? NOTHING,
    restore: (lasting) => restored.push(lasting),
  });
  return { log, resumption, written, restored, learned: () => learned, asked: () => asked };
}

const RESET: Action = { id: 0 };

test("steps that were played are gone through, each chosen once more, and nothing is written again", async () => {
  const run = resume(BEFORE, [{ id: 1 }, { id: 2 }]);
  for (const action of [RESET, { id: 1 } as const]) await run.resumption.observe(stepOf(action));
  expect(run.learned()).toBe(0);
  await run.resumption.begin();
  expect([run.learned(), run.asked(), run.log.steps]).toEqual([2, 1, 2]);
  expect([run.written, run.restored]).toEqual([[], []]);
  // The action that was chosen last is of the log too: chosen again, it is no news.
  run.log.chose("2", "ask");
  expect(run.written).toEqual([]);
});

test.each([
  ["are missing", [RESET]],
  ["came otherwise", [RESET, { id: 4 }, { id: 2 }]],
] as const)("where steps %s what lasts is taken from the log", async (_, steps) => {
  const run = resume(BEFORE, [{ id: 1 }, { id: 2 }]);
  for (const action of steps) await run.resumption.observe(stepOf(action));
  await run.resumption.begin();
  expect(run.learned()).toBe(steps.length);
  expect(run.restored).toEqual([
    { notes: ["new"], kept: { f: "1", g: "2" }, memory: '{"n":1}', tried: [] },
  ]);
  expect(run.written.map(({ type }) => type)).toEqual(["anew", "brought"]);
  expect(run.log.past.calls).toBe(1);
});

test("a run of which nothing was written begins with what it brings along", async () => {
  const run = resume(BEFORE.slice(0, 1), []);
  await run.resumption.observe(stepOf(RESET));
  await run.resumption.begin();
  expect(run.learned()).toBe(1);
  expect(run.written.map(({ type }) => type)).toEqual(["brought"]);
});
