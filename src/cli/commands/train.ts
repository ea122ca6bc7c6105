import { join } from "node:path";
import { withGrace } from "../../base/abort.ts";
import { systemClock } from "../../base/clock.ts";
import { codeOf, messageOf, printable, UsageError } from "../../base/errors.ts";
import type { Database } from "../../base/open-database.ts";
import { processMark } from "../../base/process-mark.ts";
import { createRandom } from "../../base/random.ts";
import { limiterReport } from "../../display/limiter-report.ts";
import {
  createErrorScreen,
  createPlainScreen,
  createTerminalScreen,
} from "../../display/screen.ts";
import { summary } from "../../display/summary.ts";
import type { StoreEvent } from "../../limiter/cells/cell-with-fallback.ts";
import { createAgentMemory } from "../../memory/store/agent-memory.ts";
import { createRecorder } from "../../recording/recorder.ts";
import { createIncidentLog } from "../../stats/incident-table.ts";
import type { RunSnapshot } from "../../stats/run-snapshot.ts";
import { createRunLog } from "../../stats/run-table.ts";
import { createRunTracker } from "../../stats/run-tracker.ts";
import { createEventHub } from "../../training/event-hub.ts";
import type { Emit, EventSink } from "../../training/events.ts";
import type { TrainingParts } from "../../training/run-plan.ts";
import { train } from "../../training/train.ts";
import { adviceContext } from "../advice-context.ts";
import { type Connection, connect } from "../connect.ts";
import { apiKeyFromEnvironment } from "../environment.ts";
import { EXIT } from "../exit.ts";
import { interruptSignal } from "../interrupt.ts";
import { createJsonOutput } from "../json-output.ts";
import { agentKey, loadAgent } from "../load-agent.ts";
import { NO_MODEL, openModel } from "../open-model.ts";
import { openTrainingCard } from "../open-training-card.ts";
import { openRunDatabase } from "../run-database.ts";
import { leftOutLines, selectGames } from "../select-games.ts";
import { spendingLine } from "../spending-line.ts";
import { reserveStdout, writeStdout } from "../stdout.ts";
import { openTerminal, printError, type Terminal } from "../terminal.ts";
import type { TrainFlags } from "../train-options.ts";
import { trainingPlan } from "../training-plan.ts";

/** Trains, and resolves with the exit code; rejects with what kept the run from starting. */
export async function trainCommand(flags: TrainFlags): Promise<number> {
  if (flags.json) reserveStdout();
  const agent = flags.agent ?? (flags.model === undefined ? "explorer" : "advised");
  const createAgent = await loadAgent(agent);
  if (agent === "advised" && flags.model === undefined) throw new UsageError(NO_MODEL);
  let tellStore: (event: StoreEvent) => void = () => undefined;
  const model = await openModel(flags, printError, (event) => tellStore(event));
  const terminal = openTerminal({ stderr: flags.json === true, color: flags.color });
  const kept = openRunDatabase(flags.dataDir, printError);
  const connection = await connect(flags, apiKeyFromEnvironment(), (event) => tellStore(event));
  const interrupt = interruptSignal(() =>
    terminal.print("interrupted: closing the scorecard (once more to leave at once)"),
  );
  const tracker = createRunTracker();
  const hub = createEventHub(systemClock, [
    tracker,
    ...(flags.json ? [createJsonOutput(process.stdout, writeStdout)] : []),
    openScreen(terminal, flags, tracker.snapshot),
    ...(kept.database ? runSinks(kept.database, tracker.snapshot) : []),
    ...(flags.record ? [createRecorder(join(flags.dataDir, "recordings"), systemClock)] : []),
  ]);
  tellStore = ({ type, message }) => {
    const next = type === "store-back" ? "the limit is shared again" : "play goes on";
    // Where telling fails, whoever tells next is told so.
    hub.emit({ type: "error", gameId: null, code: "STORE", message, next }).catch(() => undefined);
  };
  const memory = kept.memory((database) =>
    createAgentMemory(database, agentKey(agent), systemClock, createAgent.mergeSaved),
  );
  const randomOfRun = createRandom(flags.seed ?? `${process.pid}/${systemClock.now()}`);

  try {
    const client = await connection.client(interrupt.signal);
    const list = await client.games(interrupt.signal);
    for (const line of leftOutLines(list)) terminal.print(line);
    const games = selectGames(list.games, flags.games, flags.game);
    const plan = trainingPlan({ ...flags, agent }, connection, games);
    const parts: TrainingParts = {
      clock: systemClock,
      limiter: connection.limiter,
      emit: hub.emit,
      memory: flags.fresh ? { ...memory, load: () => undefined } : memory,
      interrupt: interrupt.signal,
      openCard: (signal) =>
        openTrainingCard(
          client,
          {
            tags: ["agent", agent.split(/[\\/]/).at(-1) as string, ...flags.tags],
            ...(flags.sourceUrl !== undefined && { sourceUrl: flags.sourceUrl }),
            competition: flags.competition === true,
          },
          signal,
        ),
      createAgent: async (context) => {
        const { gameId } = context;
        const earlierVersion = flags.fresh ? undefined : memory.loadEarlierVersion(gameId);
        const random = randomOfRun.fork(gameId);
        const canRestartGame = flags.competition !== true;
        return await createAgent({
          ...context,
          runId: plan.runId,
          random,
          earlierVersion,
          canRestartGame,
          advice: flags.advice,
          ...(model &&
            adviceContext(gameId, { ...flags, model, runId: plan.runId, emit: hub.emit })),
          tell: (failure, next) => {
            const [code, message] = [codeOf(failure), messageOf(failure)];
            hub.emit({ type: "error", gameId, code, message, next }).catch(() => undefined);
          },
        });
      },
    };
    if (!flags.fresh && !flags.quiet) {
      for (const { gameId } of plan.games) {
        const earlier = memory.earlierVersionOf(gameId);
        if (earlier !== undefined) terminal.print(newVersionLine(gameId, earlier));
      }
    }
    const reason = await train(plan, parts);
    terminal.print(summary(tracker.snapshot(), terminal.chalk));
    if (model) terminal.print(spendingLine(model));
    if (flags.stats) terminal.print(limiterReport(connection.limiter.snapshot()));
    if (reason === "interrupted") return await closed(EXIT.interrupted);
    return await closed(reason === "error" ? EXIT.failed : EXIT.done);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    await tellUnstarted(hub.emit, connection, interrupt.signal.aborted, error);
    return await closed(interrupt.signal.aborted ? EXIT.interrupted : EXIT.failed);
  } finally {
    const { signal } = interrupt;
    const closing = { signal, graceMs: CLOSE_MS, clock: systemClock };
    await withGrace(connection.close(), closing, () => undefined);
    await model?.close();
    kept.close();
    interrupt.dispose();
  }

  /** The exit code once all that listens is closed: an output that is not whole is a failure. */
  async function closed(code: number): Promise<number> {
    const { isWhole, untold } = await hub.close();
    for (const error of untold) printError(printable(messageOf(error)));
    return isWhole || code !== EXIT.done ? code : EXIT.failed;
  }
}

/** How long a shared limiter may take to be told the last words once the user waits. */
const CLOSE_MS = 500;

/** What the database keeps of a run. */
const runSinks = (database: Database.Database, snapshot: () => RunSnapshot): EventSink[] => [
  createIncidentLog(database),
  createRunLog({
    database,
    clock: systemClock,
    pid: process.pid,
    mark: processMark(),
    snapshot,
  }),
];

const newVersionLine = (gameId: string, earlier: string): string =>
  printable(`${gameId} is a new version: what was learned on ${earlier} is put to the test`);

function openScreen(terminal: Terminal, flags: TrainFlags, snapshot: () => RunSnapshot): EventSink {
  const { stream, chalk } = terminal;
  const errors = process.stderr;
  if (flags.quiet) return createErrorScreen({ errors, chalk });
  const options = { stream, errors, chalk, snapshot, verbose: flags.verbose === true };
  return terminal.isTerminal ? createTerminalScreen(options) : createPlainScreen(options);
}

/** A run that could not begin also ends with `run.ended`, for whoever reads the events. */
async function tellUnstarted(
  emit: Emit,
  connection: Connection,
  interrupted: boolean,
  error: unknown,
): Promise<void> {
  if (!interrupted) {
    const next = "nothing was played";
    await emit({
      type: "error",
      gameId: null,
      code: codeOf(error),
      message: messageOf(error),
      next,
    });
  }
  await emit({
    type: "run.ended",
    reason: interrupted ? "interrupted" : "error",
    cardId: null,
    scorecard: null,
    games: [],
    limiter: connection.limiter.snapshot(),
  });
}
