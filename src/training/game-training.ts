import type { Agent } from "../agents/agent.ts";
import { isOfStop } from "../base/abort.ts";
import type { Clock } from "../base/clock.ts";
import { codeOf, messageOf } from "../base/errors.ts";
import type { Env } from "../env/env.ts";
import type { Step } from "../game/step.ts";
import { type Restart, runEpisode } from "./episode.ts";
import type { Emit, EpisodeReason, GameEnding, GameReason } from "./events.ts";
import { type Decision, type Delays, decideAfterFailure } from "./failure-policy.ts";
import type { Outage } from "./outage.ts";
import { createPlayer } from "./player.ts";
import { createProgress } from "./progress.ts";

/** When one game's training ends. */
export interface GameLimits {
  /** Exact: billed actions never exceed it. */
  readonly maxActions: number;
  /** Infinity: a game ends at WIN or at another limit. */
  readonly maxEpisodes: number;
  /** Levels completed that are enough; Infinity for a WIN alone. */
  readonly untilLevels: number;
  /** Whether any WIN is enough; else the agent may go on to a better one. */
  readonly untilWin: boolean;
}

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

/** Memory is saved after every level and this often besides. */
const CHECKPOINT_MS = 60_000;

export function createGameTraining(options: GameTrainingOptions): GameTraining {
  const { env, agent, limits, delays, clock, stop, emit, outage } = options;
  const { gameId } = env;
  const progress = createProgress(env);
  const player = createPlayer(agent, env, ({ message }) =>
    emit({ type: "error", gameId, code: "AGENT", message, next: REFUSED }),
  );
  let failuresInARow = 0;
  let failingSinceMs = 0;
  let savedAtMs = clock.now();
  let finished: Promise<GameEnding> | null = null;

  return { play, finish };

  async function play(): Promise<GameEnding> {
    let restart: Restart = null;
    for (;;) {
      const reason = reasonToEnd() ?? (progress.episode >= limits.maxEpisodes ? "episodes" : null);
      if (reason !== null) return await finish(reason);
      progress.episode += 1;
      const ended = await playEpisode(restart);
      restart = ended === "restart" ? "level" : ended === "new-play" ? "game" : null;
      if (typeof ended === "string") {
        await pause(delays.episodeMs);
      } else if (ended.kind === "again") {
        await pause(ended.delayMs);
      } else {
        return await finish("error");
      }
    }
  }

  function finish(reason: GameReason): Promise<GameEnding> {
    finished ??= end(reason);
    return finished;
  }

  async function end(reason: GameReason): Promise<GameEnding> {
    let ending = progress.ending(reason);
    try {
      await save();
    } catch (error) {
      // When the run ends by an error, that error is the one to tell.
      if (stop.reason !== "error") {
        await tellFailure(error, "what was learned since the last checkpoint is not kept");
      }
      ending = progress.ending("error");
    }
    await emit({ type: "game.ended", ending });
    return ending;
  }

  /** Plays one episode; returns why it ended, or what to do about its failure. */
  async function playEpisode(restart: Restart): Promise<EpisodeReason | Decision> {
    const { episode } = progress;
    await emit({ type: "episode.started", gameId, episode });
    let ended: EpisodeReason | Decision;
    try {
      ended = await playSteps(restart);
    } catch (error) {
      ended = isOfStop(error, stop) ? "stopped" : await onFailure(error);
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
      mayGoOn: () => reasonToEnd() === null,
      firstIndex: progress.steps + 1,
      signal: stop,
    });
    for (;;) {
      const { done, value } = await episode.next();
      if (done) return value;
      await afterStep(value);
    }
  }

  async function afterStep(step: Step): Promise<void> {
    if (finished) return;
    // What is free may go on for ever: a game that fails on every action is begun anew each time.
    if (step.billed > 0) failuresInARow = 0;
    outage.stepped();
    const completed = progress.record(step);
    const figures = agent.describe?.() ?? {};
    const { episode } = progress;
    await emit({ type: "step", gameId, episode, step, actions: env.actions, figures });
    for (const level of completed) await emit({ type: "level.completed", gameId, ...level });
    if (completed.length > 0 || clock.now() - savedAtMs >= CHECKPOINT_MS) await save();
  }

  async function onFailure(error: unknown): Promise<Decision> {
    if (failuresInARow === 0) failingSinceMs = clock.now();
    failuresInARow += 1;
    const allFail = outage.isGeneralSince(failingSinceMs);
    const decision = decideAfterFailure(codeOf(error), failuresInARow, delays, allFail);
    // What ends the run is told by the run.
    if (decision.kind === "end-run") throw error;
    await tellFailure(error, inWords(decision));
    return decision;
  }

  async function tellFailure(error: unknown, next: string): Promise<void> {
    await emit({ type: "error", gameId, code: codeOf(error), message: messageOf(error), next });
  }

  /** Why the next command must not be sent; null when it may. */
  function reasonToEnd(): GameReason | null {
    if (stop.aborted) return stop.reason as GameReason;
    const won = env.frame?.state === "WIN" && limits.maxEpisodes === Number.POSITIVE_INFINITY;
    const isEnough = won && (limits.untilWin || !agent.playsOn?.());
    if (isEnough || progress.bestLevels >= limits.untilLevels) return "target";
    return env.actions >= limits.maxActions ? "budget" : null;
  }

  /** Waits before another episode, if there will be one; a stop ends the wait. */
  async function pause(ms: number): Promise<void> {
    if (reasonToEnd() !== null || progress.episode >= limits.maxEpisodes) return;
    await clock.sleep(ms, stop).catch((error) => {
      if (!stop.aborted) throw error;
    });
  }

  async function save(): Promise<void> {
    savedAtMs = clock.now();
    if (agent.save) await options.saveMemory(agent.save());
  }
}

const inWords = (decision: Decision): string =>
  decision.kind === "again"
    ? `again in ${decision.delayMs / 1000} s`
    : "this game ends, the others go on";
