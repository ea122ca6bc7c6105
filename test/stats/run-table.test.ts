import { expect, it, onTestFinished } from "vitest";
import { DiskError } from "../../src/base/disk-error.ts";
import { openDatabase } from "../../src/base/open-database.ts";
import type { RunSnapshot } from "../../src/stats/run-snapshot.ts";
import { createRunLog, latestRun, RUN_SCHEMA } from "../../src/stats/run-table.ts";
import type { TimedEvent } from "../../src/training/events.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";
import { runSnapshot } from "../helpers/run.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const START = Date.UTC(2026, 0, 1);
const event = (type: TimedEvent["type"]) => ({ type, t: 0 }) as TimedEvent;

function open(dataDir: string) {
  const database = openDatabase(dataDir, [RUN_SCHEMA]);
  onTestFinished(() => void database.close());
  return database;
}

/** A run that logs to its own handle; `run.now` is what it would show. */
function log(
  dataDir: string,
  clock: ReturnType<typeof createFakeClock>,
  pid: number,
  first: RunSnapshot,
) {
  const run = { now: first };
  const sink = createRunLog({ database: open(dataDir), clock, pid, snapshot: () => run.now });
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
    startedAt: START,
    updatedAt: START,
    snapshot: run.now,
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
