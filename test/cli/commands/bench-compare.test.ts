import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareCommand } from "../../../src/cli/commands/bench-compare.ts";
import type { PlayRecord } from "../../../src/evaluation/play-record.ts";
import { appendResult } from "../../../src/evaluation/result-file.ts";
import { playRecord } from "../../helpers/play-record.ts";
import { createTempDir } from "../../helpers/temp-dir.ts";

/** A file of one play for each of the changes. */
function write(...plays: readonly Partial<PlayRecord>[]): string {
  const file = join(createTempDir(), "bench.jsonl");
  for (const play of plays) appendResult(file, playRecord(play));
  return file;
}

const compare = (a: string, b?: string, ...agent: string[]) =>
  compareCommand(a, b, { agent, folds: 3 });

describe("bench compare refuses", () => {
  it("a file of which it cannot tell which agent is meant", () => {
    const [one, two] = [write({}), write({}, { agent: "random" })];
    const three = write({}, { agent: "random" }, { agent: "mine" });
    expect(() => compare(one)).toThrow(/holds explorer: name two files, or two/);
    expect(() => compare(one, two)).toThrow(/holds explorer, random: name one by --agent/);
    expect(() => compare(three)).toThrow(/holds explorer, random, mine: name two/);
    expect(() => compare(two, one, "random")).toThrow(/holds no plays of random, but of explorer/);
    expect(() => compare(two, undefined, "nobody", "random")).toThrow(/no plays of nobody/);
    expect(() => compare(two, one, "a", "b", "c")).toThrow(/two agents are compared/);
  });

  it("plays of other budgets or sessions", () => {
    expect(() => compare(write({}), write({ maxActions: 400 }))).toThrow(
      /some have --max-actions 800 --sessions 1, some --max-actions 400 --sessions 1/,
    );
    expect(() => compare(write({}), write({ sessions: 2 }))).toThrow(/--sessions 2/);
  });

  it("files without a game and seed in common, and empty ones", () => {
    expect(() => compare(write({}), write({ seed: 2 }))).toThrow(/share no game and seed/);
    const empty = write();
    expect(() => compare(empty)).toThrow(/cannot be read/);
  });
});
