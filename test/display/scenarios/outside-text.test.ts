import { Chalk } from "chalk";
import { describe, expect, it } from "vitest";
import { printable } from "../../../src/base/errors.ts";
import { parseJson, toJson } from "../../../src/base/json.ts";
import { benchSummary } from "../../../src/display/bench-summary.ts";
import { borderedTable } from "../../../src/display/bordered-table.ts";
import { compareReport } from "../../../src/display/compare-report.ts";
import { eventLine } from "../../../src/display/event-line.ts";
import { limiterReport } from "../../../src/display/limiter-report.ts";
import { memoryTable } from "../../../src/display/memory-table.ts";
import { onScreen } from "../../../src/display/on-screen.ts";
import { plainLine } from "../../../src/display/plain-line.ts";
import { prometheusText } from "../../../src/display/prometheus.ts";
import { runReport } from "../../../src/display/run-report.ts";
import { statusBlock } from "../../../src/display/status-block.ts";
import { summary } from "../../../src/display/summary.ts";
import { benchReport } from "../../../src/evaluation/bench-report.ts";
import { compare } from "../../../src/evaluation/compare.ts";
import { playRecord } from "../../helpers/play-record.ts";
import { gameSnapshot, limiterSnapshot, runSnapshot } from "../../helpers/run.ts";

const chalk = new Chalk({ level: 0 });
/** Clears the screen, sets a title, hides, turns round, breaks the line. */
const HOSTILE = "a\u001b[2J\u001b]0;t\u0007\u001b[8m\u009b1m\u202eb\u200bc\nforged\r";
const TAME = "a".repeat(HOSTILE.length);

const incident = (lane: string) => ({
  at: 0,
  lane,
  retryAfterMs: null,
  lastMinute: 1,
  inFlight: 1,
  consecutive: 1,
  waitMs: 5,
});

function run(text: string) {
  const lane = { requests: 1, retries: 0, ok: 1, limited: 0, failed: 0 };
  return runSnapshot({
    runId: text,
    agent: text,
    cardId: text,
    games: [gameSnapshot({ gameId: text, title: text, figures: { states: 1, mode: text } })],
    limiter: limiterSnapshot({ lanes: { [text]: lane }, failures: { [text]: 1 } }),
  });
}

const stored = (text: string) => ({
  snapshot: run(text),
  missing: [text],
  pid: 1,
  mark: "",
  startedAt: 0,
  updatedAt: 0,
});

function bench(text: string): string {
  const scope = {
    agents: [text],
    gameIds: [text],
    seeds: [1],
    sessions: 1,
    maxActions: 800,
    maxMinutes: null,
    folds: [{ name: text, gameIds: [text] }],
  };
  const play = playRecord({ agent: text, gameId: text });
  return benchSummary(benchReport(scope, [play]), Number.POSITIVE_INFINITY, chalk);
}

function comparison(text: string): string {
  const side = (name: string, seeds: readonly number[]) => ({
    name,
    plays: ["w", text].flatMap((gameId) => seeds.map((seed) => playRecord({ gameId, seed }))),
  });
  const compared = compare(side(text, [1, 2]), side(`${text}2`, [1]), 2);
  return compared ? compareReport(compared) : "";
}

const memory = (text: string): string =>
  memoryTable([
    {
      row: { agent: text, gameId: `${text}-${text}`, saved: {}, savedAt: 0, bytes: 1 },
      outline: null,
    },
  ]);

describe("text from outside", () => {
  it.each<[string, (text: string) => string]>([
    ["the status block", (text) => statusBlock(run(text), 500, chalk)],
    ["the plain line", (text) => plainLine(run(text))],
    ["the summary", (text) => summary(run(text), chalk)],
    ["the limiter's report", (text) => limiterReport(run(text).limiter ?? limiterSnapshot())],
    ["stats", (text) => runReport(stored(text), text, [incident(text)], chalk)],
    ["metrics", (text) => prometheusText([run(text)])],
    ["the bench's table", bench],
    ["a comparison", comparison],
    ["the table of memory", memory],
    ["the table of games", (text) => borderedTable([text.slice(0, 1)], [[text]])],
    [
      "an error",
      (text) =>
        `${eventLine({ type: "error", t: 0, gameId: text, code: "X", message: text, next: text }, true, chalk)}`,
    ],
  ])("in %s shows all that it holds and breaks no line", (_, view) => {
    const shown = view(HOSTILE);
    expect(shown.split("\n").map(printable)).toEqual(shown.split("\n"));
    expect(shown.split("\n")).toHaveLength(view(TAME).split("\n").length);
  });

  it("loses whatever moves or hides on its way to a screen, but not our colours", () => {
    const coloured = new Chalk({ level: 3 }).red.bold("on\nhere");
    expect(onScreen(coloured)).toBe(coloured);
    expect(onScreen("\u001b[2Ja\u001b]0;t\u0007\u202e")).toBe("?[2Ja?]0;t??");
  });

  it("is escaped in JSON, so that nothing is lost", () => {
    const value = { title: `${HOSTILE}\u{e0041}é🎮` };
    const json = toJson(value);
    expect(printable(json)).toBe(json);
    expect(parseJson(json)).toEqual(value);
    expect(json).toContain("é🎮");
  });
});
