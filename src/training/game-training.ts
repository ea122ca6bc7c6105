import type { Agent } from "../agents/agent.ts";
import { isOfStop } from "../base/abort.ts";
import type { Clock } from "../base/clock.ts";
import type { Env } from "../env/env.ts";
import type { Step } from "../game/step.ts";
import { createConclusion } from "./conclusion.ts";
import { type Restart, runEpisode } from "./episode.ts";
import type { Emit, EpisodeReason, GameEnding, GameReason } from "./events.ts";
import type { Decision, Delays } from "./failure-policy.ts";
import { createFailures } from "./failures.ts";
import { type GameLimits, reasonToEnd } from "./game-limits.ts";
import type { Outage } from "./outage.ts";
import { createPlayer } from "./player.ts";
import { createProgress } from "./progress.ts";
import { createStepCounter } from "./step-counter.ts";

export interface GameTrainingOptions {
  readonly env: Env;
  readonly agent: Agent;
  readonly limits: GameLimits;
  readonly delays: Delays;
  readonly clock: Clock;
  /** Aborts with the RunReason that ends everything. */
  readonly stop: AbortSignal;
  readonly emit: Emit;
  /** Of the whole run. */
  readonly outage: Outage;
  /** Called at checkpoints and at the end. */
  readonly saveMemory: (saved: unknown) => Promise<void>;
}

/** The training on one game. */
export interface GameTraining {
  /**
   * Plays until a limit is reached, the run stops or the game fails for good. Failures are told as
   * `error` events; rejects only with one that ends the whole run.
   */
  play(): Promise<GameEnding>;
  /** Saves what was learned and tells the ending. The first call decides, later ones return the same. */
  finish(reason: GameReason): Promise<GameEnding>;
}

/** What follows on a choice that breaks the rules. */
const REFUSED = "it is asked again, and then another action is taken";

export function createGameTraining(options: GameTrainingOptions): GameTraining {
  const { env, agent, limits, delays, clock, stop, emit, outage } = options;
  const { gameId } = env;
  const counter = createStepCounter(env);
  const progress = createProgress(env);
  const failures = createFailures({ gameId, delays, clock, outage, emit });
  const player = createPlayer(agent, env, ({ message }) =>
    emit({ type: "error", gameId, code: "AGENT", message, next: REFUSED }),
  );
  const conclusion = createConclusion({ ...options, failures, progress });

  return { play, finish: conclusion.finish };

  async function play(): Promise<GameEnding> {
    let restart: Restart = null;
    for (;;) {
      const reason = reasonToStop() ?? (progress.episode >= limits.maxEpisodes ? "episodes" : null);
      if (reason !== null) return await conclusion.finish(reason);
      progress.episode += 1;
      const ended = await playEpisode(restart);
      restart = ended === "restart" ? "level" : ended === "new-play" ? "game" : null;
      if (typeof ended === "string") {
        await pause(delays.episodeMs);
      } else if (ended.kind === "again") {
        await pause(ended.delayMs);
      } else {
        return await conclusion.finish("error");
      }
    }
  }

  /** Plays one episode; returns why it ended, or what to do about its failure. */
  async function playEpisode(restart: Restart): Promise<EpisodeReason | Decision> {
    const { episode } = progress;
    await emit({ type: "episode.started", gameId, episode });
    let ended: EpisodeReason | Decision;
    try {
      ended = await playSteps(restart);
    } catch (error) {
      ended = isOfStop(error, stop) ? "stopped" : await failures.after(error);
    }
    await emit({
      type: "episode.ended",
      gameId,
      episode,
      reason: typeof ended === "string" ? ended : "failed",
      levelsCompleted: progress.levels,
      actions: env.actions,
    });
    return ended;
  }

  async function playSteps(restart: Restart): Promise<EpisodeReason> {
    const episode = runEpisode(env, player, restart, {
      mayGoOn: () => reasonToStop() === null,
      counter,
      signal: stop,
    });
    for (;;) {
      const { done, value } = await episode.next();
      if (done) return value;
      await afterStep(value);
    }
  }

  async function afterStep(step: Step): Promise<void> {
    if (conclusion.isFinished) return;
    // What is free may go on for ever: a game that fails on every action is begun anew each time.
    if (step.billed > 0) failures.stepped();
    outage.stepped();
    const completed = progress.record(step);
    const figures = agent.describe?.() ?? {};
    const { episode } = progress;
    await emit({ type: "step", gameId, episode, step, actions: env.actions, figures });
    for (const level of completed) await emit({ type: "level.completed", gameId, ...level });
    await conclusion.afterStep(completed.length > 0);
  }

  /** Why the next command must not be sent; null when it may. */
  function reasonToStop(): GameReason | null {
    if (stop.aborted) return stop.reason as GameReason;
    return reasonToEnd(limits, { env, agent, progress });
  }

  /** Waits before another episode, if there will be one; a stop ends the wait. */
  async function pause(ms: number): Promise<void> {
    if (reasonToStop() !== null || progress.episode >= limits.maxEpisodes) return;
    await clock.sleep(ms, stop).catch((error) => {
      if (!stop.aborted) throw error;
    });
  }
}
