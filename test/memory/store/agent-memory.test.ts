import { describe, expect, it, onTestFinished } from "vitest";
import { type Database, openDatabase } from "../../../src/base/open-database.ts";
import {
  AGENT_MEMORY_SCHEMA,
  createAgentMemory,
  type MergeSaved,
} from "../../../src/memory/store/agent-memory.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";
import { createTempDir } from "../../helpers/temp-dir.ts";

/** Joins lists of numbers as sets. */
const union: MergeSaved = (a, b) =>
  [...new Set([...(a as number[]), ...(b as number[])])].sort((one, other) => one - other);

function open(dataDir: string): Database.Database {
  const database = openDatabase(dataDir, [AGENT_MEMORY_SCHEMA]);
  onTestFinished(() => void database.close());
  return database;
}

/** Runs on one data directory, each with a handle of its own, as processes have them. */
function runsOn(dataDir: string, merge?: MergeSaved) {
  const clock = createFakeClock();
  return (agent = "one") => createAgentMemory(open(dataDir), agent, clock, merge);
}

describe("the memory of an agent", () => {
  it("comes back in the next run, each agent's and game's its own", () => {
    const run = runsOn(createTempDir());
    run().save("game-1", { learned: [1] });
    expect(run().load("game-1")).toEqual({ learned: [1] });
    expect(run().load("game-2")).toBeUndefined();
    expect(run("other").load("game-1")).toBeUndefined();
  });

  it("lets a run forget what it learned itself, again and again", () => {
    const run = runsOn(createTempDir(), union);
    run().save("game-1", [1, 2, 3]);
    const next = run();
    next.load("game-1");
    next.save("game-1", [1, 4]);
    next.save("game-1", [1]);
    expect(run().load("game-1")).toEqual([1]);
  });

  it("joins what runs at the same time save, in whatever order, however often", () => {
    const run = runsOn(createTempDir(), union);
    const [a, b, c] = [run(), run(), run()];
    for (const one of [a, b, c]) one.load("game-1");
    a.save("game-1", [1]);
    b.save("game-1", [2]);
    a.save("game-1", [1, 10]);
    b.save("game-1", [2, 20]);
    c.save("game-1", [3]);
    // What it joined with the first time it must join with the second time too.
    a.save("game-1", [1, 10]);
    a.save("game-1", [1, 10, 100]);
    expect(run().load("game-1")).toEqual([1, 2, 3, 10, 20, 100]);
  });

  it("keeps what was there before a run that did not ask for it", () => {
    const run = runsOn(createTempDir(), union);
    run().save("game-1", [1]);
    run().save("game-1", [2]);
    expect(run().load("game-1")).toEqual([1, 2]);
  });

  it("without a merge the last save wins", () => {
    const run = runsOn(createTempDir());
    const [a, b] = [run(), run()];
    a.save("game-1", [1]);
    b.save("game-1", [2]);
    expect(run().load("game-1")).toEqual([2]);
    a.save("game-1", [3]);
    expect(run().load("game-1")).toEqual([3]);
  });

  it("reads nothing of a damaged row, and replaces it", () => {
    const dataDir = createTempDir();
    const run = runsOn(dataDir, union);
    run().save("game-1", [1]);
    open(dataDir).exec("UPDATE agent_memory SET state = x'00ff13'");
    const next = run();
    expect(next.load("game-1")).toBeUndefined();
    next.save("game-1", [2]);
    expect(run().load("game-1")).toEqual([2]);
  });

  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const deep = JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);

  it.each<[string, unknown]>([
    ["a cycle", cyclic],
    ["what nests too deep", deep],
    ["a function", () => 1],
    ["a bigint", { a: 1n }],
  ])("leaves what is there where %s is saved, which could not be read back", (_name, saved) => {
    const run = runsOn(createTempDir());
    run().save("game-1", [1]);
    expect(() => run().save("game-1", saved)).toThrow(
      expect.objectContaining({ code: "UNKEPT", message: expect.stringContaining("game-1") }),
    );
    expect(run().load("game-1")).toEqual([1]);
  });

  it("leaves what is there where there is nothing to save", () => {
    const run = runsOn(createTempDir());
    run().save("game-1", [1]);
    run().save("game-1", undefined);
    expect(run().load("game-1")).toEqual([1]);
  });

  it("leaves what is there where the merge throws, and is not stuck", () => {
    let broken = true;
    const run = runsOn(createTempDir(), (a, b) => {
      if (broken) throw new Error("cannot");
      return union(a, b);
    });
    run().save("game-1", [1]);
    const other = run();
    expect(() => other.save("game-1", [2])).toThrow("cannot");
    expect(run().load("game-1")).toEqual([1]);
    broken = false;
    other.save("game-1", [2]);
    expect(run().load("game-1")).toEqual([1, 2]);
  });
});

describe("other versions of a game", () => {
  it("offers the one saved last, as long as there is nothing of the version played", () => {
    const clock = createFakeClock();
    const memory = createAgentMemory(open(createTempDir()), "one", clock);
    expect(memory.earlierVersionOf("abcd-9")).toBeUndefined();
    expect(memory.loadEarlierVersion("abcd-9")).toBeUndefined();
    for (const id of ["abcd-3", "abcd-2", "abcde-4", "abc-5"]) {
      memory.save(id, id);
      clock.advance(1_000);
    }
    expect(memory.earlierVersionOf("abcd-9")).toBe("abcd-2");
    expect(memory.loadEarlierVersion("abcd-9")).toBe("abcd-2");
    memory.save("abcd-9", "new");
    expect(memory.earlierVersionOf("abcd-9")).toBeUndefined();
    expect(memory.loadEarlierVersion("abcd-9")).toBeUndefined();
  });

  it("does without a damaged one", () => {
    const database = open(createTempDir());
    const memory = createAgentMemory(database, "one", createFakeClock());
    memory.save("abcd-1", 1);
    database.exec("UPDATE agent_memory SET state = x'00'");
    expect(memory.loadEarlierVersion("abcd-2")).toBeUndefined();
  });
});
