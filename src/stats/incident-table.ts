import { diskError } from "../base/disk-error.ts";
import type { Database } from "../base/open-database.ts";
import type { Incident } from "../limiter/limiter.ts";
import type { EventSink } from "../training/events.ts";

export const INCIDENT_SCHEMA = `
  CREATE TABLE IF NOT EXISTS incidents (
    run_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    lane TEXT NOT NULL,
    retry_after_ms REAL,
    last_minute INTEGER NOT NULL,
    in_flight INTEGER NOT NULL,
    consecutive INTEGER NOT NULL,
    wait_ms REAL NOT NULL
  );
`;

/** Keeps every 429 of every run. */
export function createIncidentLog(database: Database.Database): EventSink {
  const insert = database.prepare("INSERT INTO incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  let runId = "";
  return {
    ifItFails: { next: "play goes on, this 429 is not kept", triesAgain: true },
    write(event) {
      if (event.type === "run.started") runId = event.runId;
      if (event.type !== "incident") return;
      const { at, lane, retryAfterMs, lastMinute, inFlight, consecutive, waitMs } = event.incident;
      try {
        insert.run(
          runId,
          Math.round(at),
          lane,
          retryAfterMs,
          lastMinute,
          inFlight,
          consecutive,
          waitMs,
        );
      } catch (error) {
        throw diskError("keeping a 429", error);
      }
    },
    close() {},
  };
}

/** The latest 429s of a run, oldest first, `most` at the most. */
export function incidentsOf(database: Database.Database, runId: string, most: number): Incident[] {
  const rows = database
    .prepare(
      `SELECT at, lane, retry_after_ms AS retryAfterMs, last_minute AS lastMinute,
        in_flight AS inFlight, consecutive, wait_ms AS waitMs
      FROM incidents WHERE run_id = ? ORDER BY at DESC, rowid DESC LIMIT ?`,
    )
    .all(runId, most) as Incident[];
  return rows.reverse();
}
