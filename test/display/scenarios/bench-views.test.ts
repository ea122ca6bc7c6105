import { PassThrough } from "node:stream";
import { Chalk } from "chalk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBenchScreen } from "../../../src/display/bench-screen.ts";
import { benchSummary } from "../../../src/display/bench-summary.ts";
import { compareReport } from "../../../src/display/compare-report.ts";
import { agentLabels, gameLabels } from "../../../src/display/labels.ts";
import { textTable } from "../../../src/display/text-table.ts";
import type { BenchMoment } from "../../../src/evaluation/bench-progress.ts";
import { benchReport } from "../../../src/evaluation/bench-report.ts";
import { compare } from "../../../src/evaluation/compare.ts";
import { playRecord } from "../../helpers/play-record.ts";
import { limiterSnapshot } from "../../helpers/run.ts";

const chalk = new Chalk({ level: 0 });

const plays = [1, 2].flatMap((seed) => [
  playRecord({ gameId: "walk-0a1b2c3d4e5f", seed, levelsCompleted: seed, winLevels: 7 }),
  playRecord({ gameId: "jump-0a1b2c3d4e5f", seed, levelsCompleted: 0, levelActions: [] }),
  playRecord({ gameId: "walk-0a1b2c3d4e5f", seed, agent: "./agents/mine.mjs", reason: "error" }),
]);
const report = benchReport(
  {
    agents: ["explorer", "./agents/mine.mjs"],
    gameIds: ["walk-0a1b2c3d4e5f", "jump-0a1b2c3d4e5f"],
    seeds: [1, 2],
    sessions: 1,
    maxActions: 800,
    folds: [{ name: "one", gameIds: ["walk-0a1b2c3d4e5f"] }],
  },
  plays,
);

describe("benchSummary", () => {
  it("has a row for every game and agent, those without a level or a play too", () => {
    expect(`\n${benchSummary(report, 200, chalk)}`).toMatchInlineSnapshot(`
      "
      6 of 8 plays · 800 actions · seeds 1, 2 · 2 failed

      game       agent     levels  first   best  deaths  idle    CPU ms  by seed  actions per level (human)
      walk       explorer   1.5/7   8.00  20.00       3   25%  0.20/1.5  1 2      4 (2)
                 mine.mjs     1/2   8.00  20.00       3   25%  0.20/1.5  1 1      4 (2)
      jump       explorer     0/2   8.00  20.00       3   25%  0.20/1.5  0 0
                 mine.mjs       –      –      –       –     –         –  – –

      all games  explorer     1.5   8.00  20.00       6   25%  0.20/1.5  1 2
                             ±0.7  ±0.00  ±0.00
                 mine.mjs       –      –      –       –   25%  0.20/1.5  – –

      one        explorer     1.5   8.00  20.00       3   25%  0.20/1.5  1 2
                             ±0.7  ±0.00  ±0.00
                 mine.mjs     1.0   8.00  20.00       3   25%  0.20/1.5  1 1
                             ±0.0  ±0.00  ±0.00

      levels, deaths: mean over the seeds; of several games the sum · ±: sd over seeds
      first, best: RHAE of the first completions, and of the best play by the card
      idle: actions that changed nothing · CPU ms: the agent per step, p50/p99"
    `);
  });

  it("fits a terminal of 80 columns", () => {
    for (const line of benchSummary(report, 80, chalk).split("\n")) {
      expect(line.length).toBeLessThanOrEqual(80);
    }
  });
});

it("compareReport tells pairs, differences, chance, folds and what was left out", () => {
  const side = (name: string, levels: number) => ({
    name,
    plays: ["walk-1", "jump-1", "swim-1"].map((gameId, index) =>
      playRecord({ gameId, seed: 1, levelsCompleted: levels * index, firstScore: null }),
    ),
  });
  const a = side("explorer", 1);
  const b = side("./mine.mjs", 3);
  const comparison = compare(a, { ...b, plays: b.plays.slice(1) }, 2);
  expect(`\n${compareReport(comparison!)}`).toMatchInlineSnapshot(`
    "
    a: explorer
    b: ./mine.mjs
    2 pairs of plays on 2 games

    game    pairs     a     b  b − a  RHAE b − a
    jump-1      1  1.00  3.00  +2.00           –
    swim-1      1  2.00  6.00  +4.00           –

    all games       a      b  b − a  95 %                p
    levels       3.00   9.00  +6.00  +4.00 to +8.00  0.500
    RHAE first      –      –      –  –                   –
    RHAE best   20.00  20.00   0.00  0.00 to 0.00    1.000

    fold    games     a     b  b − a
    fold 1      1  1.00  3.00  +2.00
    fold 2      1  2.00  6.00  +4.00
    b is ahead in 2 of 2 folds

    only in a, left out: walk-1 seed 1
    a game is the mean of its pairs; over games levels are summed, scores averaged
    p: two-sided sign-flip test over games · 95 %: bootstrap interval of b − a"
  `);
});

describe("textTable", () => {
  const columns = [
    { head: "name", align: "left" },
    { head: "n", align: "right" },
    { head: "list", align: "left", shrinks: true },
    { head: "more", align: "left", optional: true },
  ] as const;
  const rows = [
    ["a", "12", "1 2 3 4 5 6 7 8", "x y"],
    ["bcd", "3", "1", ""],
  ];

  it("cuts what may be cut, then leaves out what may be left out", () => {
    expect(textTable(columns, rows, 100)).toEqual([
      "name   n  list             more",
      "a     12  1 2 3 4 5 6 7 8  x y",
      "bcd    3  1",
    ]);
    expect(textTable(columns, rows, 22)[1]).toBe("a     12  1 2 3…  x y");
    expect(textTable(columns, rows, 18)[1]).toBe("a     12  1 2…");
  });

  it("shows no control characters", () => {
    expect(textTable(columns, [["\u001b[2J", "1", "", ""]], 100)[1]).toContain("?[2J");
  });
});

describe("labels", () => {
  it("are short as long as that is clear", () => {
    const names = ["explorer", "./a/mine.mjs", "./b/mine.mjs", "C:\\dir\\yours.mjs"];
    expect(names.map(agentLabels(names))).toEqual([
      "explorer",
      "./a/mine.mjs",
      "./b/mine.mjs",
      "yours.mjs",
    ]);
    const games = ["walk-01", "gen-a1", "gen-a2", "plain"];
    expect(games.map(gameLabels(games))).toEqual(["walk", "gen-a1", "gen-a2", "plain"]);
  });
});

describe("createBenchScreen", () => {
  const moment = (changes: Partial<BenchMoment>): BenchMoment => ({
    playsDone: 3,
    playsAll: 12,
    levels: 7,
    stepsPerSecond: 812.4,
    elapsedMs: 20_000,
    leftMs: 60_000,
    limiter: limiterSnapshot(),
    ...changes,
  });

  function shown(isTerminal: boolean, isQuiet: boolean, elapsed: readonly number[]): string {
    const stream = Object.assign(new PassThrough({ encoding: "utf8" }), { columns: 70 });
    let now = moment({});
    const screen = createBenchScreen({ stream, chalk, isTerminal, isQuiet, moment: () => now });
    for (const elapsedMs of elapsed) {
      now = moment({ elapsedMs, stepsPerSecond: elapsedMs });
      screen.show();
    }
    screen.say("what went wrong");
    const text = String(stream.read());
    screen.close();
    return text;
  }

  it("writes a line every five seconds where it is no terminal", () => {
    expect(shown(false, false, [10, 4_990, 5_000, 5_010, 9_990, 10_000]).split("\n")).toEqual([
      "3/12 plays · 7 levels · 5000 steps/s · 0:05 elapsed · 1:00 left · 429s 2",
      "3/12 plays · 7 levels · 10000 steps/s · 0:10 elapsed · 1:00 left · 429s 2",
      "what went wrong",
      "",
    ]);
  });

  it("says nothing but what went wrong when it is to be quiet", () => {
    expect(shown(false, true, [5_000, 10_000])).toBe("what went wrong\n");
  });

  it("redraws in place on a terminal, no wider than it", () => {
    const text = shown(true, false, [10, 20, 1_170]);
    expect(text.match(/\d+ steps\/s/g)).toEqual(["10 steps/s", "1170 steps/s"]);
    expect(text).toContain("limiter  █████░░░░░ 312/600 last minute");
    for (const line of text.split("\n")) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what moves the cursor takes no room
      expect(line.replaceAll(/\u001b\[[\d;?]*[A-Za-z]/g, "").length).toBeLessThanOrEqual(70);
    }
  });

  it("never writes a line wider than the terminal", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (columns) => {
        const stream = Object.assign(new PassThrough({ encoding: "utf8" }), { columns });
        const screen = createBenchScreen({
          stream,
          chalk,
          isTerminal: true,
          isQuiet: false,
          moment: () => moment({}),
        });
        screen.show();
        for (const line of String(stream.read()).split("\n")) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
          const bare = line.replaceAll(/\u001b\[[\d;?]*[A-Za-z]/g, "");
          expect(bare.length).toBeLessThanOrEqual(columns);
        }
        screen.close();
      }),
      { numRuns: 20 },
    );
  });
});
