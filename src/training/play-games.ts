import PQueue from "p-queue";
import type { Agent } from "../agents/agent.ts";
import { GRACE_MS, withGrace } from "../base/abort.ts";
import type { Env } from "../env/env.ts";
import type { Scorecard } from "../game/scorecard.ts";
import { AgentError } from "./check-action.ts";
import type { Emit, GameEnding, RunReason } from "./events.ts";
import { createGameTraining, type GameTraining } from "./game-training.ts";
import { createOutage } from "./outage.ts";
import type { PatientMemory } from "./patient-memory.ts";
import type { TrainingCard, TrainingParts, TrainingPlan } from "./run-plan.ts";

/** The games of a run, each with its agent and its training. */
export interface Games {
  /** Whether there is an agent for one of the games. */
  hasAgent(): Promise<boolean>;
  /** Plays all, so many at the same time; resolves when all have ended, or soon after the run was told to stop. */
  play(card: TrainingCard): Promise<void>;
  /** Ends the games that still go on; one ending per game. */
  finish(): Promise<GameEnding[]>;
  /** The endings, with the scorecard's bill where a game could not ask whether its last command was carried out. */
  asBilled(endings: readonly GameEnding[], scorecard: Scorecard | null): GameEnding[];
}

export interface GamesOptions {
  readonly plan: TrainingPlan;
  readonly parts: TrainingParts;
  readonly memory: PatientMemory;
  readonly emit: Emit;
  /** Aborts with the reason that ends the run. */
  readonly stop: AbortSignal;
  /** Ends the run. */
  fail(error: unknown): Promise<void>;
}

/** What was told to stop needs a moment to say so once its request was cut off. */
const STOP_MS = GRACE_MS + 250;

const NOT_PLAYED = { levelsCompleted: 0, winLevels: 0, actions: 0, resets: 0, episodes: 0 };

export function createGames({ plan, parts, memory, emit, stop, fail }: GamesOptions): Games {
  const { clock } = parts;
  const agents = new Map<string, Agent | null>();
  const outage = createOutage(clock);
  const trainings = new Map<string, GameTraining>();
  const envs = new Map<string, Env>();

  return {
    async hasAgent() {
      for (const { gameId } of plan.games) if (await agentOf(gameId)) return true;
      return false;
    },
    async play(card) {
      const queue = new PQueue({ concurrency: plan.concurrency });
      const all = plan.games.map(({ gameId }) =>
        queue.add(() => playOne(card, gameId).catch(fail)),
      );
      // An agent may think for long; once the run was told to stop the card will not wait.
      await withGrace(Promise.all(all), { signal: stop, graceMs: STOP_MS, clock }, () => []);
    },
    finish: () => Promise.all(plan.games.map(({ gameId }) => finishOne(gameId))),
    asBilled: (endings, scorecard) =>
      endings.map((ending) => {
        const { gameId } = ending;
        const isSettled = envs.get(gameId)?.isSettled ?? true;
        const told = isSettled ? null : scorecard?.games.find((game) => game.gameId === gameId);
        return told ? { ...ending, actions: told.actions, resets: told.resets } : ending;
      }),
  };

  /** The agent of a game, made when first asked for; null where that failed, which is told. */
  async function agentOf(gameId: string): Promise<Agent | null> {
    const made = agents.get(gameId);
    if (made !== undefined) return made;
    const saved = memory.load(gameId);
    const { maxActions } = plan.limits;
    let agent: Agent | null = null;
    try {
      agent = await parts.createAgent({ gameId, saved, maxActions });
    } catch (error) {
      if (!(error instanceof AgentError)) throw error;
      const { code, message } = error;
      await emit({ type: "error", gameId, code, message, next: "this game is not played" });
      await emit({ type: "game.ended", ending: { ...NOT_PLAYED, gameId, reason: "error" } });
    }
    agents.set(gameId, agent);
    return agent;
  }

  async function playOne(card: TrainingCard, gameId: string): Promise<void> {
    if (stop.aborted) return;
    const agent = await agentOf(gameId);
    if (agent === null) return;
    const env = card.env(gameId);
    envs.set(gameId, env);
    const training = createGameTraining({
      env,
      agent,
      limits: plan.limits,
      delays: plan.delays,
      clock,
      stop,
      emit,
      outage,
      saveMemory: (saved) => memory.save(gameId, saved),
    });
    trainings.set(gameId, training);
    await training.play();
  }

  async function finishOne(gameId: string): Promise<GameEnding> {
    const isStopped = stop.aborted && agents.get(gameId) !== null;
    const reason: RunReason = isStopped ? stop.reason : "error";
    return (await trainings.get(gameId)?.finish(reason)) ?? { ...NOT_PLAYED, gameId, reason };
  }
}
