import { createLogUpdate } from "log-update";
import { systemClock } from "../../base/clock.ts";
import { UsageError } from "../../base/errors.ts";
import { toJson } from "../../base/json.ts";
import { type Database, openDatabase } from "../../base/open-database.ts";
import { fitRows } from "../../display/fit-rows.ts";
import { onScreen } from "../../display/on-screen.ts";
import { prometheusText } from "../../display/prometheus.ts";
import { runReport } from "../../display/run-report.ts";
import { INCIDENT_SCHEMA, incidentsOf } from "../../stats/incident-table.ts";
import { jsonRun } from "../../stats/json-run.ts";
import { currentRuns, RUN_SCHEMA, runState, type StoredRun } from "../../stats/run-table.ts";
import { EXIT } from "../exit.ts";
import { interruptSignal } from "../interrupt.ts";
import { openTerminal, type Terminal } from "../terminal.ts";

export interface StatsFlags {
  readonly dataDir: string;
  readonly json?: true;
  readonly prometheus?: true;
  readonly watch?: true;
  readonly color: boolean;
}

const EVERY_MS = 1_000;
/** 429s shown of a run; all are in the database. */
const INCIDENTS = 10;

/** `arc-train stats`: the runs that any process plays now, or else the one begun last. */
export async function statsCommand(flags: StatsFlags): Promise<number> {
  const database = openDatabase(flags.dataDir, [RUN_SCHEMA, INCIDENT_SCHEMA]);
  try {
    const terminal = openTerminal({ stderr: false, color: flags.color });
    const show = () => render(flags, database, runsUnder(flags.dataDir, database), terminal);
    if (flags.watch) await watch(show, flags.json !== true && terminal.isTerminal, terminal);
    else terminal.print(show());
    return EXIT.done;
  } finally {
    database.close();
  }
}

function runsUnder(dataDir: string, database: Database.Database): readonly StoredRun[] {
  const runs = currentRuns(database, systemClock);
  if (runs.length > 0) return runs;
  throw new UsageError(`no run yet under ${dataDir}; arc-train --games 3 makes one`);
}

/** With `--json` a line per run. */
function render(
  flags: StatsFlags,
  database: Database.Database,
  runs: readonly StoredRun[],
  { chalk }: Terminal,
): string {
  if (flags.prometheus) return prometheusText(runs.map((run) => run.snapshot)).trimEnd();
  const texts = runs.map((run) => {
    const state = runState(run, systemClock);
    const incidents = incidentsOf(database, run.snapshot.runId, INCIDENTS);
    return flags.json
      ? toJson(jsonRun(run, state, incidents))
      : runReport(run, state, incidents, chalk);
  });
  return texts.join(flags.json ? "\n" : "\n\n");
}

/** Again every second until Ctrl-C, or until nobody reads it; in place on a terminal. */
async function watch(show: () => string, inPlace: boolean, terminal: Terminal): Promise<void> {
  const { signal: interrupt, dispose } = interruptSignal(() => undefined);
  const unread = new AbortController();
  process.stdout.once("error", () => unread.abort());
  const signal = AbortSignal.any([interrupt, unread.signal]);
  const page = createLogUpdate(process.stdout);
  while (!signal.aborted) {
    // One line is left for the cursor.
    if (inPlace) page(onScreen(fitRows(show(), process.stdout.rows - 1)));
    else terminal.print(show());
    await systemClock.sleep(EVERY_MS, signal).catch(() => undefined);
  }
  if (inPlace) page.done();
  dispose();
}
