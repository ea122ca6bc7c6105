import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { DiskError } from "../../src/base/disk-error.ts";
import { openDatabase } from "../../src/base/open-database.ts";
import { isAlive, processMark } from "../../src/base/process-mark.ts";
import type { RunSnapshot } from "../../src/stats/run-snapshot.ts";
import {
  createRunLog,
  currentRuns,
  RUN_SCHEMA,
  runState,
  type StoredRun,
} from "../../src/stats/run-table.ts";
import type { TimedEvent } from "../../src/training/events.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";
import { limiterSnapshot, runSnapshot } from "../helpers/run.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const START = Date.UTC(2026, 0, 1);
const event = (type: TimedEvent["type"]) => ({ type, t: 0 }) as TimedEvent;

function open(dataDir: string) {
  const database = openDatabase(dataDir, [RUN_SCHEMA]);
  onTestFinished(() => void database.close());
  return database;
}

/** The run that `stats` shows first, at the wall time of START unless told otherwise. */
const latestRun = (database: ReturnType<typeof open>, clock = createFakeClock()) =>
  currentRuns(database, clock)[0];

/** A run that logs to its own handle; `run.now` is what it would show. */
function log(
  dataDir: string,
  clock: ReturnType<typeof createFakeClock>,
  pid: number,
  first: RunSnapshot,
  mark = "",
) {
  const run = { now: first };
  const database = open(dataDir);
  const sink = createRunLog({ database, clock, pid, mark, snapshot: () => run.now });
  return { run, write: (type: TimedEvent["type"]) => sink.write(event(type)) };
}

it("has no run before the first", () => {
  expect(latestRun(open(createTempDir()))).toBeUndefined();
});

it("lets another handle follow a run", async () => {
  const dataDir = createTempDir();
  const clock = createFakeClock();
  const { run, write } = log(dataDir, clock, 42, runSnapshot({ elapsedMs: 0 }));
  const reader = open(dataDir);

  write("run.started");
  expect(latestRun(reader)).toEqual({
    pid: 42,
    mark: "",
    startedAt: START,
    updatedAt: START,
    snapshot: run.now,
    missing: [],
  });

  await clock.advance(1_000);
  run.now = runSnapshot({ elapsedMs: 1_000 });
  // Steps come too often to be kept one by one.
  write("step");
  expect(latestRun(reader)?.snapshot.elapsedMs).toBe(0);
  write("limiter");
  expect(latestRun(reader)).toMatchObject({ startedAt: START, updatedAt: START + 1_000 });
  expect(latestRun(reader)?.snapshot).toEqual(run.now);

  run.now = runSnapshot({ elapsedMs: 1_500, reason: "interrupted" });
  write("run.ended");
  expect(latestRun(reader)?.snapshot).toEqual(run.now);
});

it("reads the run of a version that knew no forecast and no throttle", () => {
  const dataDir = createTempDir();
  const { run, write } = log(dataDir, createFakeClock(), 42, runSnapshot());
  const { forecast, throttle, ...known } = limiterSnapshot();
  run.now = { ...run.now, limiter: known as typeof run.now.limiter };
  write("limiter");
  expect(latestRun(open(dataDir))).toMatchObject({
    missing: ["limiter.throttle", "limiter.forecast"],
    snapshot: { limiter: { ...known, throttle: 1 } },
  });
});

it("takes the run begun last for the latest, whichever spoke last", async () => {
  const dataDir = createTempDir();
  const clock = createFakeClock();
  const one = log(dataDir, clock, 1, runSnapshot({ runId: "one" }));
  const two = log(dataDir, clock, 2, runSnapshot({ runId: "two" }));
  const latest = () => latestRun(open(dataDir))?.snapshot.runId;

  one.write("run.started");
  expect(latest()).toBe("one");
  await clock.advance(10);
  two.write("run.started");
  await clock.advance(10);
  one.write("limiter");
  expect(latest()).toBe("two");
});

it.runIf(process.platform === "linux")(
  "knows at once that a run's process is no more",
  async () => {
    const dataDir = createTempDir();
    const clock = createFakeClock();
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const pid = child.pid as number;
    const { write } = log(dataDir, clock, pid, runSnapshot(), processMark(pid));
    write("run.started");
    const stateNow = () => runState(latestRun(open(dataDir), clock) as StoredRun, clock);
    // Also while it is silent: its machine slept, or its agent thinks.
    await clock.advance(60_000);
    expect(stateNow()).toBe("running");
    child.kill("SIGKILL");
    await once(child, "close");
    expect(stateNow()).toBe("died without an end");
    // The id may have been given to another process.
    expect(isAlive(process.pid, processMark(pid))).not.toBe(true);
  },
);

it("takes no run for alive because the clock it was written by was ahead", () => {
  const dataDir = createTempDir();
  const ahead = createFakeClock(3_600_000);
  log(dataDir, ahead, 1, runSnapshot()).write("run.started");
  const clock = createFakeClock();
  expect(runState(latestRun(open(dataDir), clock) as StoredRun, clock)).toBe("died without an end");
});

it("tells two runs apart that began in the same millisecond", () => {
  const dataDir = createTempDir();
  const clock = createFakeClock();
  for (const runId of ["b", "a"]) {
    log(dataDir, clock, 1, runSnapshot({ runId })).write("run.started");
  }
  expect(latestRun(open(dataDir))?.snapshot.runId).toBe("a");
});

it("fails with a DiskError", () => {
  const database = open(createTempDir());
  const sink = createRunLog({
    database,
    clock: createFakeClock(),
    pid: 1,
    mark: "",
    snapshot: () => runSnapshot(),
  });
  database.exec("DROP TABLE runs");
  expect(() => sink.write(event("run.started"))).toThrow(DiskError);
});

it("takes a snapshot that cannot be read for none", () => {
  const database = open(createTempDir());
  database
    .prepare("INSERT INTO runs VALUES (?, ?, ?, ?, ?)")
    .run("torn", 1, START, START, '{"runId":"to');
  expect(latestRun(database)).toBeUndefined();
});

it("shows all runs that are running, and those that ended only when none is", async () => {
  const dataDir = createTempDir();
  const clock = createFakeClock();
  const ids = () => currentRuns(open(dataDir), clock).map((run) => run.snapshot.runId);
  const one = log(dataDir, clock, 1, runSnapshot({ runId: "one", reason: null }));
  const two = log(dataDir, clock, 2, runSnapshot({ runId: "two", reason: null }));
  one.write("run.started");
  await clock.advance(10);
  two.write("run.started");
  expect(ids()).toEqual(["two", "one"]);
  two.run.now = runSnapshot({ runId: "two", reason: "budget" });
  two.write("run.ended");
  expect(ids()).toEqual(["one"]);
  one.run.now = runSnapshot({ runId: "one", reason: "target" });
  one.write("run.ended");
  expect(ids()).toEqual(["two"]);
});

it("takes a run that fell silent for dead", async () => {
  const dataDir = createTempDir();
  const clock = createFakeClock();
  const { write } = log(dataDir, clock, 1, runSnapshot({ reason: null }));
  write("run.started");
  const state = () => runState(currentRuns(open(dataDir), clock)[0]!, clock);
  await clock.advance(10_000);
  expect(state()).toBe("running");
  await clock.advance(1);
  expect(state()).toBe("died without an end");
});
