import { expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../src/base/open-database.ts";
import type { Incident } from "../../src/limiter/limiter.ts";
import { createIncidentLog, INCIDENT_SCHEMA, incidentsOf } from "../../src/stats/incident-table.ts";
import type { TimedEvent } from "../../src/training/events.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const incident = (at: number, retryAfterMs: number | null): Incident => ({
  at,
  lane: "walk-0001",
  retryAfterMs,
  lastMinute: 599,
  inFlight: 3,
  consecutive: 1,
  waitMs: 1_050.5,
});

it("keeps every 429 of a run, and finds the latest, oldest first", () => {
  const database = openDatabase(createTempDir(), [INCIDENT_SCHEMA]);
  onTestFinished(() => void database.close());
  const log = (runId: string, incidents: readonly Incident[]) => {
    const sink = createIncidentLog(database);
    sink.write({ type: "run.started", runId, t: 0 } as TimedEvent);
    for (const each of incidents) sink.write({ type: "incident", incident: each, t: 0 });
  };
  const mine = [incident(1, null), incident(2, 91_000), incident(2, null)];
  log("mine", mine);
  log("other", [incident(3, null)]);
  expect(incidentsOf(database, "mine", 10)).toEqual(mine);
  expect(incidentsOf(database, "mine", 2)).toEqual(mine.slice(1));
  expect(incidentsOf(database, "none", 10)).toEqual([]);
});
