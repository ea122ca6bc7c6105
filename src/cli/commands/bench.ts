import { agentNames } from "../../agents/catalog.ts";
import { systemClock } from "../../base/clock.ts";
import { cpuTimeMs } from "../../base/cpu-time.ts";
import { UsageError } from "../../base/errors.ts";
import { createBenchScreen } from "../../display/bench-screen.ts";
import { playEventLine } from "../../display/play-event-line.ts";
import { createBenchProgress } from "../../evaluation/bench-progress.ts";
import { benchReport } from "../../evaluation/bench-report.ts";
import { differingSetting } from "../../evaluation/differing-setting.ts";
import { assignFolds } from "../../evaluation/folds.ts";
import type { PlayRecord } from "../../evaluation/play-record.ts";
import { appendResult, openResults } from "../../evaluation/result-file.ts";
import { type BenchParts, runBench } from "../../evaluation/run-bench.ts";
import { isFinished, isOf, listSeries } from "../../evaluation/series.ts";
import { API_DELAYS, type Delays, SWARM_EPISODE_MS } from "../../training/failure-policy.ts";
import { loadBenchAgents } from "../bench-agents.ts";
import { openBenchMemory } from "../bench-memory.ts";
import type { BenchFlags } from "../bench-options.ts";
import { type Connection, connect } from "../connect.ts";
import { endBench } from "../end-bench.ts";
import { apiKeyFromEnvironment } from "../environment.ts";
import { EXIT } from "../exit.ts";
import { interruptSignal } from "../interrupt.ts";
import { openModel } from "../open-model.ts";
import { openTrainingCard } from "../open-training-card.ts";
import { leftOutLines, selectGames } from "../select-games.ts";
import { spendingLine } from "../spending-line.ts";
import { reserveStdout } from "../stdout.ts";
import { openTerminal } from "../terminal.ts";

/** `arc-train bench`: plays agents × games × seeds and sums up; resolves with the exit code. */
export async function benchCommand(flags: BenchFlags): Promise<number> {
  const { maxActions, seeds, sessions, parallel, out } = flags;
  const usual = flags.model === undefined ? agentNames.slice(0, 1) : ["advised"];
  const names = flags.agent ?? usual;
  if (flags.json) reserveStdout();
  const terminal = openTerminal({ stderr: true, color: flags.color });
  let say = terminal.print;
  const model = await openModel(flags, say, ({ message }) => say(message));
  const agents = await loadBenchAgents(names, model && { model, advice: flags.advice });
  const kept = readKept(flags, agents.versions);
  const connection = await connect(flags, apiKeyFromEnvironment(), ({ message }) => say(message));
  const interrupt = interruptSignal(() =>
    say("interrupted: closing the scorecards (once more to leave at once)"),
  );
  const memory = openBenchMemory();
  try {
    const client = await connection.client(interrupt.signal);
    const list = await client.games(interrupt.signal);
    for (const line of leftOutLines(list)) say(line);
    const games = selectGames(list.games, flags.games, flags.game);
    const gameIds = games.map((game) => game.gameId);
    const folds = flags.folds === undefined ? [] : assignFolds(flags.folds, gameIds);
    const series = listSeries(names, games, seeds).filter(
      (one) => !isFinished(one, sessions, kept),
    );
    const records = kept.filter((play) => !series.some((one) => isOf(play, one)));

    const progress = createBenchProgress(series.length * sessions, maxActions, systemClock);
    const screen = createBenchScreen({
      ...terminal,
      isQuiet: flags.quiet === true,
      moment: progress.moment,
    });
    say = screen.say;
    if (series.length === 0) say(`nothing is left to play: all of it is in ${out}`);
    const parts: BenchParts = {
      clock: systemClock,
      cpuMs: cpuTimeMs,
      limiter: connection.limiter,
      openCard({ agent }, signal) {
        const tags = ["agent", agent.split(/[\\/]/).at(-1) as string, "bench"];
        return openTrainingCard(client, { tags, competition: false }, signal);
      },
      createAgent: agents.create,
      memoryOf: memory.of,
      versionOf: (agent) => agents.versions.get(agent) as string,
      onEvent(play, event) {
        progress.onEvent(play, event);
        const line = playEventLine(play, event);
        if (line !== null) say(line);
        screen.show();
      },
      onRecord(record) {
        if (out !== undefined) appendResult(out, record);
        records.push(record);
        progress.onRecord(record);
      },
      interrupt: interrupt.signal,
    };
    const outcome = await runBench(
      {
        series,
        sessions,
        maxActions,
        maxMs: flags.maxMinutes === undefined ? null : flags.maxMinutes * 60_000,
        parallel,
        delays: delays(connection, parallel),
        server: connection.isEmbedded ? "embedded arcade" : connection.baseUrl,
      },
      parts,
    ).finally(screen.close);
    say = terminal.print;
    if (model) say(spendingLine(model));
    const scope = { agents: names, gameIds, seeds, sessions, maxActions, folds };
    return endBench(benchReport(scope, records), outcome, flags, terminal);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    return EXIT.interrupted;
  } finally {
    interrupt.dispose();
    memory.close();
    await connection.close();
    await model?.close();
  }
}

/** The plays that `--out` has already. */
function readKept(
  { out, maxActions, maxMinutes, sessions }: BenchFlags,
  versions: ReadonlyMap<string, string>,
): readonly PlayRecord[] {
  if (out === undefined) return [];
  const kept = openResults(out);
  const differs = differingSetting(kept, {
    maxActions,
    maxMinutes: maxMinutes ?? null,
    sessions,
    versions,
  });
  if (differs === null) return kept;
  throw new UsageError(`--out '${out}': ${differs}; name another file`);
}

/** As training rests: at the `api` pace alone. */
function delays({ pace }: Connection, parallel: number): Delays {
  const usual = parallel > 1 ? SWARM_EPISODE_MS : API_DELAYS.episodeMs;
  return { ...API_DELAYS, episodeMs: pace === "api" ? usual : 0 };
}
