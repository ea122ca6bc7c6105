import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { addBenchOptions, type BenchFlags } from "../../src/cli/bench-options.ts";
import { CliCommand } from "../../src/cli/cli-command.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

function parse(...args: string[]): BenchFlags {
  const command = addBenchOptions(new CliCommand("bench"))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return command.parse(args, { from: "user" }).opts();
}

describe("the flags of bench", () => {
  it("have defaults", () => {
    expect(parse()).toMatchObject({
      maxActions: 800,
      games: 6,
      seeds: [1, 2, 3],
      sessions: 1,
      parallel: 4,
    });
  });

  it("take several agents, and seeds as a number or a list", () => {
    expect(parse("-a", "random", "--agent", "./x.mjs").agent).toEqual(["random", "./x.mjs"]);
    expect(parse("--seeds", "2").seeds).toEqual([1, 2]);
    expect(parse("--seeds", "7,3,7").seeds).toEqual([7, 3]);
    expect(parse("--seeds", "9,").seeds).toEqual([9]);
  });

  it("name the budget as training does; --actions is a second name", () => {
    expect(parse("--max-actions", "7").maxActions).toBe(7);
    expect(parse("--actions", "7").maxActions).toBe(7);
    expect(() => parse("--actions", "0")).toThrow(/--actions.*'0'/);
    vi.stubEnv("ARC_TRAIN_MAX_ACTIONS", "90");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(parse().maxActions).toBe(90);
    expect(parse("--actions", "7").maxActions).toBe(7);
  });

  it("take a limit of time for a play, none by default", () => {
    expect(parse().maxMinutes).toBeUndefined();
    expect(parse("--max-minutes", "0.5").maxMinutes).toBe(0.5);
    expect(() => parse("--max-minutes", "0")).toThrow(/0\.001 to 30000 minutes/);
  });

  it("take folds as a number or from a file", () => {
    const file = join(createTempDir(), "folds.json");
    writeFileSync(file, '{"click": ["lamp", "tile"]}');
    expect(parse("--folds", "3").folds).toBe(3);
    expect(parse("--folds", file).folds).toEqual({ click: ["lamp", "tile"] });
    writeFileSync(file, '{"click": "lamp"}');
    expect(() => parse("--folds", file)).toThrow(/JSON such as/);
    writeFileSync(file, '\ufeff{"click": ["lamp"]}');
    expect(parse("--folds", file).folds).toEqual({ click: ["lamp"] });
    writeFileSync(file, '{\n  "click": ["lamp",]\n}');
    expect(() => parse("--folds", file)).toThrow(
      /It is not JSON: line 2, column 20: Unexpected token/,
    );
    expect(() => parse("--limits", file)).toThrow(/It is not JSON: line 2, column 20/);
  });

  it.each([
    [["--seeds", "0"], /'0'.*1 to 1000/],
    [["--seeds", "1,x"], /'1,x'/],
    [["--seeds", ","], /list such as/],
    [["--sessions", "0"], /'0'/],
    [["--parallel", "0"], /'0'/],
    [["--folds", "1"], /'1'.*2 to/],
    [["--agent", "random", "--agent", "random"], /named twice/],
    [["--most-actions", "10"], /unknown option/],
  ])("%j is refused", (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});
