import chalk from "chalk";
import { createLogUpdate } from "log-update";
import { systemClock } from "../../base/clock.ts";
import { UsageError } from "../../base/errors.ts";
import { type Database, openDatabase } from "../../base/open-database.ts";
import { limiterReport } from "../../display/limiter-report.ts";
import { summary } from "../../display/summary.ts";
import { jsonLimiter } from "../../stats/json-event.ts";
import { latestRun, RUN_SCHEMA, type StoredRun } from "../../stats/run-table.ts";
import { EXIT } from "../exit.ts";
import { interruptSignal } from "../interrupt.ts";

export interface StatsFlags {
  readonly dataDir: string;
  readonly json?: true;
  readonly watch?: true;
}

const EVERY_MS = 1_000;
/** A run writes every second; after this long without a word it has died. */
const SILENT_MS = 10_000;

/** `arc-train stats`: the run begun last, also one that another process is playing now. */
export async function statsCommand(flags: StatsFlags): Promise<number> {
  const database = openDatabase(flags.dataDir, [RUN_SCHEMA]);
  try {
    const show = () => (flags.json ? asJson : asText)(lastRun(database, flags.dataDir));
    if (!flags.watch) {
      process.stdout.write(`${show()}\n`);
      return EXIT.done;
    }
    const { signal, dispose } = interruptSignal(() => undefined);
    const page = createLogUpdate(process.stdout);
    while (!signal.aborted) {
      if (flags.json || !process.stdout.isTTY) process.stdout.write(`${show()}\n`);
      else page(show());
      await systemClock.sleep(EVERY_MS, signal).catch(() => undefined);
    }
    page.done();
    dispose();
    return EXIT.done;
  } finally {
    database.close();
  }
}

function lastRun(database: Database.Database, dataDir: string): StoredRun {
  const run = latestRun(database);
  if (run) return run;
  throw new UsageError(`no run yet under ${dataDir}; arc-train --games 3 makes one`);
}

function asText(run: StoredRun): string {
  const { snapshot } = run;
  const begun = new Date(run.startedAt).toISOString();
  const lines = [
    `run ${snapshot.runId}, begun ${begun}, ${stateOf(run)}`,
    summary(snapshot, chalk),
  ];
  if (snapshot.limiter) lines.push(limiterReport(snapshot.limiter));
  return lines.join("\n");
}

function asJson(run: StoredRun): string {
  const { snapshot } = run;
  return JSON.stringify({
    run_id: snapshot.runId,
    pid: run.pid,
    started_at: new Date(run.startedAt).toISOString(),
    updated_at: new Date(run.updatedAt).toISOString(),
    state: stateOf(run),
    card_id: snapshot.cardId,
    elapsed_ms: snapshot.elapsedMs,
    score: snapshot.score,
    games: snapshot.games.map((game) => ({
      game_id: game.gameId,
      levels_completed: game.bestLevels,
      win_levels: game.winLevels,
      actions: game.actions,
      episodes: game.episode,
      score: game.score,
      reason: game.reason,
    })),
    limiter: snapshot.limiter && jsonLimiter(snapshot.limiter),
  });
}

function stateOf({ snapshot, updatedAt }: StoredRun): string {
  if (snapshot.reason !== null) return `ended (${snapshot.reason})`;
  return systemClock.wallMs() - updatedAt > SILENT_MS ? "died without an end" : "running";
}
