import type { Clock } from "../base/clock.ts";
import { diskError } from "../base/disk-error.ts";
import { parseJson } from "../base/json.ts";
import type { Database } from "../base/open-database.ts";
import { isAlive } from "../base/process-mark.ts";
import type { EventSink } from "../training/events.ts";
import { type ReadSnapshot, readSnapshot } from "./read-snapshot.ts";
import type { RunSnapshot } from "./run-snapshot.ts";

export const RUN_SCHEMA = `
  CREATE TABLE IF NOT EXISTS runs (
    run_id TEXT PRIMARY KEY,
    pid INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    snapshot TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS run_processes (
    run_id TEXT PRIMARY KEY,
    mark TEXT NOT NULL
  );
`;

/** A run as the database has it. */
export interface StoredRun extends ReadSnapshot {
  readonly pid: number;
  /** Of the process that plays it, see base/process-mark.ts; empty where nobody knows. */
  readonly mark: string;
  /** Wall times, milliseconds since 1970. */
  readonly startedAt: number;
  readonly updatedAt: number;
}

/** A run writes every second; after this long without a word it has died, unless its process is there. */
const SILENT_MS = 10_000;

interface Row {
  readonly pid: number;
  readonly mark: string | null;
  readonly started_at: number;
  readonly updated_at: number;
  readonly snapshot: string;
}

/**
 * What goes on under this data directory, newest first: all runs that are running, by any process;
 * without one, the run begun last; nothing before the first.
 */
export function currentRuns(database: Database.Database, clock: Clock): StoredRun[] {
  const runs = database
    .prepare(
      `SELECT pid, mark, started_at, updated_at, snapshot FROM runs LEFT JOIN run_processes USING (run_id)
      ORDER BY started_at DESC, runs.rowid DESC LIMIT 50`,
    )
    .all() as Row[];
  const stored = runs.flatMap((row) => readRow(row) ?? []);
  const running = stored.filter((run) => runState(run, clock) === "running");
  return running.length > 0 ? running : stored.slice(0, 1);
}

/** `running`, `ended (…)`, or what is to be thought of a run that fell silent. */
export function runState({ snapshot, pid, mark, updatedAt }: StoredRun, clock: Clock): string {
  if (snapshot.reason !== null) return `ended (${snapshot.reason})`;
  // Of a run elsewhere only its silence tells; a clock that was ahead must not keep it alive.
  const lives = isAlive(pid, mark) ?? Math.abs(clock.wallMs() - updatedAt) <= SILENT_MS;
  return lives ? "running" : "died without an end";
}

function readRow(row: Row): StoredRun | undefined {
  const read = readSnapshot(parseJson(row.snapshot));
  const { pid, mark, started_at: startedAt, updated_at: updatedAt } = row;
  return read && { pid, mark: mark ?? "", startedAt, updatedAt, ...read };
}

/**
 * Keeps the run's latest snapshot in the database: at its start, with every limiter event (each
 * second) and at its end, so that `stats` in another process can follow it.
 */
export function createRunLog(options: {
  readonly database: Database.Database;
  readonly clock: Clock;
  readonly pid: number;
  /** See base/process-mark.ts. */
  readonly mark: string;
  readonly snapshot: () => RunSnapshot;
}): EventSink {
  const { database, clock, pid, mark, snapshot } = options;
  const upsert = database.prepare(
    `INSERT INTO runs (run_id, pid, started_at, updated_at, snapshot) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (run_id) DO UPDATE SET updated_at = excluded.updated_at, snapshot = excluded.snapshot`,
  );
  const insertMark = database.prepare("INSERT OR REPLACE INTO run_processes VALUES (?, ?)");
  return {
    ifItFails: { next: "play goes on, `stats` is out of date", triesAgain: true },
    write({ type }) {
      if (type !== "run.started" && type !== "limiter" && type !== "run.ended") return;
      const now = Math.round(clock.wallMs());
      const run = snapshot();
      try {
        if (type === "run.started") insertMark.run(run.runId, mark);
        upsert.run(run.runId, pid, now, now, JSON.stringify(run));
      } catch (error) {
        throw diskError("keeping the run's statistics", error);
      }
    },
    close() {},
  };
}
