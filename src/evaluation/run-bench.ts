import PQueue from "p-queue";
import type { Agent, AgentContext } from "../agents/agent.ts";
import type { Clock } from "../base/clock.ts";
import type { Limiter } from "../limiter/limiter.ts";
import { createSamples } from "../limiter/report/samples.ts";
import { createEventHub } from "../training/event-hub.ts";
import type { TimedEvent } from "../training/events.ts";
import type { Delays } from "../training/failure-policy.ts";
import type { AgentMemory } from "../training/memory.ts";
import type { TrainingCard } from "../training/run-plan.ts";
import { train } from "../training/train.ts";
import type { PlayRecord } from "./play-record.ts";
import { createPlayWatch } from "./play-watch.ts";
import type { Series } from "./series.ts";
import { withStopwatch } from "./with-stopwatch.ts";

/** What a bench is asked to play. */
export interface BenchPlan {
  readonly series: readonly Series[];
  /** Plays in a row of each series, on one memory. */
  readonly sessions: number;
  /** Action budget of a play. What a WIN leaves of it is used while the agent hopes for a better one. */
  readonly maxActions: number;
  /** Wall time for a play, null without a limit. */
  readonly maxMs: number | null;
  /** Series played at the same time. */
  readonly parallel: number;
  readonly delays: Delays;
  readonly server: string;
}

/** A play and where it stands in its series. */
export interface Play extends Series {
  readonly session: number;
}

/** What a bench works with. */
export interface BenchParts {
  readonly clock: Clock;
  /** CPU time of this process, milliseconds. */
  readonly cpuMs: () => number;
  readonly limiter: Limiter;
  /** Opens the scorecard of one play. */
  openCard(play: Play, signal: AbortSignal): Promise<TrainingCard>;
  createAgent(play: Play, context: Omit<AgentContext, "random" | "canRestartGame">): Promise<Agent>;
  /** The memory of a series; empty before its first session. */
  memoryOf(series: Series): AgentMemory;
  /** Names the program behind an agent. */
  versionOf(agent: string): string;
  onEvent(play: Play, event: TimedEvent): void;
  /** Keeps a play that came to its end; what it throws ends the bench. */
  onRecord(record: PlayRecord): void;
  /** Aborts when the user wants the bench to end. */
  readonly interrupt: AbortSignal;
}

/** How a bench ended. `broken`: see runBench. */
export type BenchOutcome = "done" | "interrupted" | "broken";

/** CPU times kept of one play, the latest. */
const MAX_SAMPLES = 100_000;

/**
 * Plays every series: each play is a run of training of its own, on a scorecard of its own, all
 * through one limiter. Plays that are cut short are not told. `broken`: a play could not even
 * be begun, or the server refused the key; the error was told as an event and no more is played.
 */
export async function runBench(plan: BenchPlan, parts: BenchParts): Promise<BenchOutcome> {
  // A signal per open play: on one for all, listeners would pile up as plays come and go.
  const open = new Set<AbortController>();
  let stopped: "interrupted" | "broken" | null = null;
  const stop = (why: "interrupted" | "broken") => {
    stopped ??= why;
    for (const play of open) play.abort("interrupted");
  };
  const onInterrupt = () => stop("interrupted");
  parts.interrupt.addEventListener("abort", onInterrupt, { once: true });
  if (parts.interrupt.aborted) onInterrupt();
  const queue = new PQueue({ concurrency: plan.parallel });
  const results = await Promise.allSettled(
    plan.series.map((series) => queue.add(() => playSeries(series))),
  );
  parts.interrupt.removeEventListener("abort", onInterrupt);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
  return stopped ?? "done";

  async function playSeries(series: Series): Promise<void> {
    try {
      const memory = parts.memoryOf(series);
      for (let session = 1; session <= plan.sessions; session++) {
        if (stopped) return;
        const record = await playOnce({ ...series, session }, memory);
        if (record) parts.onRecord(record);
      }
    } catch (error) {
      stop("broken");
      throw error;
    }
  }

  /** Null when the play was cut short. */
  async function playOnce(play: Play, memory: AgentMemory): Promise<PlayRecord | null> {
    const { clock, cpuMs, limiter } = parts;
    const watch = createPlayWatch();
    const samples = createSamples(Math.min(plan.maxActions * 2, MAX_SAMPLES));
    const hub = createEventHub(clock, [
      watch,
      { write: (event) => parts.onEvent(play, event), close() {} },
    ]);
    const interrupt = new AbortController();
    open.add(interrupt);
    const startedMs = clock.now();
    const reason = await train(
      {
        runId: "",
        agentName: play.agent,
        server: plan.server,
        games: [play.game],
        limits: {
          maxActions: plan.maxActions,
          maxEpisodes: Number.POSITIVE_INFINITY,
          untilLevels: Number.POSITIVE_INFINITY,
          afterWin: "ask-agent",
        },
        delays: plan.delays,
        maxMs: plan.maxMs,
        concurrency: 1,
      },
      {
        clock,
        limiter,
        emit: hub.emit,
        memory,
        openCard: (signal) => parts.openCard(play, signal),
        createAgent: async (context) =>
          withStopwatch(
            await parts.createAgent(play, context),
            { now: clock.now, cpuMs },
            samples.add,
          ),
        interrupt: interrupt.signal,
      },
    ).finally(() => open.delete(interrupt));
    const wallMs = Math.round(clock.now() - startedMs);
    if (reason === "interrupted") return null;
    if (watch.isBroken || watch.ending === null) {
      stop("broken");
      return null;
    }
    const { p50, p99 } = samples.percentiles();
    return {
      type: "play",
      agentVersion: parts.versionOf(play.agent),
      ...settingOf(play, plan),
      reason: reason === "error" ? "error" : watch.ending.reason,
      ...watch.watched(),
      cpuMs: { p50: round(p50), p99: round(p99) },
      wallMs,
    };
  }
}

/** What a play was asked to be, as its record says. */
const settingOf = ({ agent, game, seed, session }: Play, plan: BenchPlan) => ({
  agent,
  gameId: game.gameId,
  seed,
  session,
  sessions: plan.sessions,
  maxActions: plan.maxActions,
  maxMinutes: plan.maxMs === null ? null : plan.maxMs / 60_000,
  server: plan.server,
});

const round = (ms: number): number => Math.round(ms * 1000) / 1000;
