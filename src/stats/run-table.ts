import type { Clock } from "../base/clock.ts";
import { diskError } from "../base/disk-error.ts";
import { parseJson } from "../base/json.ts";
import type { Database } from "../base/open-database.ts";
import type { EventSink } from "../training/events.ts";
import type { RunSnapshot } from "./run-snapshot.ts";

export const RUN_SCHEMA = `
  CREATE TABLE IF NOT EXISTS runs (
    run_id TEXT PRIMARY KEY,
    pid INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    snapshot TEXT NOT NULL
  );
`;

/** A run as the database has it. */
export interface StoredRun {
  readonly pid: number;
  /** Wall times, milliseconds since 1970. */
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly snapshot: RunSnapshot;
}

/** The run begun last, by any process that uses this data directory; undefined before the first. */
export function latestRun(database: Database.Database): StoredRun | undefined {
  const row = database
    .prepare(
      "SELECT pid, started_at, updated_at, snapshot FROM runs ORDER BY started_at DESC, rowid DESC LIMIT 1",
    )
    .get() as { pid: number; started_at: number; updated_at: number; snapshot: string } | undefined;
  const snapshot = row && (parseJson(row.snapshot) as RunSnapshot | undefined);
  return row && snapshot
    ? { pid: row.pid, startedAt: row.started_at, updatedAt: row.updated_at, snapshot }
    : undefined;
}

/**
 * Keeps the run's latest snapshot in the database: at its start, with every limiter event (each
 * second) and at its end, so that `stats` in another process can follow it.
 */
export function createRunLog(options: {
  readonly database: Database.Database;
  readonly clock: Clock;
  readonly pid: number;
  readonly snapshot: () => RunSnapshot;
}): EventSink {
  const { database, clock, pid, snapshot } = options;
  const upsert = database.prepare(
    `INSERT INTO runs (run_id, pid, started_at, updated_at, snapshot) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (run_id) DO UPDATE SET updated_at = excluded.updated_at, snapshot = excluded.snapshot`,
  );
  return {
    write({ type }) {
      if (type !== "run.started" && type !== "limiter" && type !== "run.ended") return;
      const now = Math.round(clock.wallMs());
      const run = snapshot();
      try {
        upsert.run(run.runId, pid, now, now, JSON.stringify(run));
      } catch (error) {
        throw diskError("keeping the run's statistics", error);
      }
    },
    close() {},
  };
}
