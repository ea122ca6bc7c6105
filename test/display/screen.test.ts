import { PassThrough } from "node:stream";
import { Chalk } from "chalk";
import { expect, it } from "vitest";
import {
  createErrorScreen,
  createPlainScreen,
  createTerminalScreen,
} from "../../src/display/screen.ts";
import type { EventSink, TimedEvent } from "../../src/training/events.ts";
import { limiterSnapshot, runSnapshot } from "../helpers/run.ts";

const chalk = new Chalk({ level: 0 });

const limiterAt = (t: number): TimedEvent => ({ type: "limiter", t, snapshot: limiterSnapshot() });
const LEVEL: TimedEvent = {
  type: "level.completed",
  t: 10,
  gameId: "walk-0001",
  level: 1,
  actions: 2,
};
const ERROR: TimedEvent = {
  type: "error",
  t: 20,
  gameId: "walk-0001",
  code: "API_SERVER",
  message: "500",
  next: "again in 7 s",
};
const ENDED: TimedEvent = {
  type: "run.ended",
  t: 99_000,
  reason: "budget",
  cardId: null,
  scorecard: null,
  games: [],
  limiter: limiterSnapshot(),
};

/** What a screen wrote for `events`, and how often it asked for a snapshot. */
async function show(
  create: (options: Parameters<typeof createTerminalScreen>[0]) => EventSink,
  events: readonly TimedEvent[],
) {
  const stream = Object.assign(new PassThrough(), { columns: 100 });
  let drawn = 0;
  const snapshot = () => {
    drawn += 1;
    return runSnapshot();
  };
  const errors = new PassThrough();
  const screen = create({ stream, errors, chalk, snapshot, verbose: false });
  for (const event of events) await screen.write(event);
  await screen.close();
  const read = (from: PassThrough) => String(from.read() ?? "");
  return { text: read(stream), told: read(errors), drawn };
}

it("tells events, and the run in one line every five seconds, where there is no terminal", async () => {
  const seconds = Array.from({ length: 12 }, (_, index) => limiterAt((index + 1) * 1_000));
  const { text, told, drawn } = await show(createPlainScreen, [LEVEL, ERROR, ...seconds, ENDED]);
  const lines = text.split("\n");
  expect(told).toBe("walk-0001: 500 (again in 7 s)\n");
  expect(lines[0]).toBe("walk-0001: level 1 completed in 2 actions");
  expect(lines.slice(1, -1).every((line) => line.startsWith("1:05 | 3 levels"))).toBe(true);
  expect(lines).toHaveLength(4);
  expect(drawn).toBe(2);
});

it("tells errors alone when it is to be quiet", async () => {
  const { text, told, drawn } = await show(createErrorScreen, [
    LEVEL,
    ERROR,
    limiterAt(6_000),
    ENDED,
  ]);
  expect(told).toBe("walk-0001: 500 (again in 7 s)\n");
  expect(text).toBe("");
  expect(drawn).toBe(0);
});

it("draws the block on a terminal, but not with every step", async () => {
  const busy = Array.from({ length: 1_000 }, (_, t) => limiterAt(t));
  const { text, drawn } = await show(createTerminalScreen, busy);
  expect(text).toContain("arc-train explorer");
  expect(drawn).toBe(Math.ceil(1_000 / 150));
});

it("lets events scroll by above the block, and takes the block away at the end", async () => {
  const { text } = await show(createTerminalScreen, [limiterAt(0), LEVEL, limiterAt(20), ENDED]);
  const parts = text.split("walk-0001: level 1 completed in 2 actions\n");
  expect(parts).toHaveLength(2);
  for (const part of parts) expect(part).toContain("arc-train explorer");
  // What was drawn last is erased: the summary follows.
  expect(text.slice(text.lastIndexOf("elapsed"))).toContain("\u001b[2K");
});

it("takes the block away before an error is told elsewhere", async () => {
  const { text, told } = await show(createTerminalScreen, [limiterAt(0), ERROR, ENDED]);
  expect(told).toBe("walk-0001: 500 (again in 7 s)\n");
  expect(text.split("arc-train explorer")).toHaveLength(3);
});
