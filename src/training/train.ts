import PQueue from "p-queue";
import type { Agent, AgentContext } from "../agents/agent.ts";
import { createStop, GRACE_MS, isOfStop, withGrace } from "../base/abort.ts";
import type { Clock } from "../base/clock.ts";
import { codeOf, messageOf } from "../base/errors.ts";
import type { Env } from "../env/env.ts";
import type { Game } from "../game/game.ts";
import type { Scorecard } from "../game/scorecard.ts";
import type { Limiter } from "../limiter/limiter.ts";
import { AgentError } from "./check-action.ts";
import type { Emit, GameEnding, RunReason } from "./events.ts";
import type { Delays } from "./failure-policy.ts";
import { createGameTraining, type GameLimits, type GameTraining } from "./game-training.ts";
import type { AgentMemory } from "./memory.ts";
import { meter } from "./meter.ts";
import { createOutage } from "./outage.ts";
import { createPatientMemory } from "./patient-memory.ts";

/** The open scorecard, as training needs it. */
export interface TrainingCard {
  readonly cardId: string;
  /** An Env of one game on this card. */
  env(gameId: string): Env;
  /** `urgent`: in spite of a wait after a 429 too. */
  close(signal?: AbortSignal, urgent?: boolean): Promise<Scorecard | null>;
}

/** What a run is asked to do. */
export interface TrainingPlan {
  readonly runId: string;
  readonly agentName: string;
  readonly server: string;
  readonly games: readonly Game[];
  readonly limits: GameLimits;
  readonly delays: Delays;
  /** Wall time for the run, null without a limit. */
  readonly maxMs: number | null;
  /** Games played at the same time. */
  readonly concurrency: number;
}

/** What a run works with. */
export interface TrainingParts {
  readonly clock: Clock;
  readonly limiter: Limiter;
  readonly emit: Emit;
  readonly memory: AgentMemory;
  openCard(signal: AbortSignal): Promise<TrainingCard>;
  /** Rejects with an AgentError where the agent is at fault: that game alone is not played. */
  createAgent(context: Omit<AgentContext, "random" | "canRestartGame">): Promise<Agent>;
  /** Aborts when the user wants the run to end. */
  readonly interrupt: AbortSignal;
}

/** What was told to stop needs a moment to say so once its request was cut off. */
const STOP_MS = GRACE_MS + 250;
/** How long sinks may hold up the run once it was told to stop: a reader may have fallen asleep. */
const TELL_MS = 250;
/** How long closing the scorecard may take once the run was told to stop; by a user, who waits, less. */
const CLOSE_MS = 5_000;
const CLOSE_INTERRUPTED_MS = 2_000;

/**
 * One run: opens a scorecard, trains on every game, closes the scorecard exactly once whatever
 * happens, and tells it all. Resolves also when the run failed;
 * what failed is told as an `error` event.
 */
export async function train(plan: TrainingPlan, parts: TrainingParts): Promise<RunReason> {
  const { clock } = parts;
  const stopper = createStop();
  const emit: Emit = (event) =>
    withGrace(
      parts.emit(event),
      { signal: stopper.signal, graceMs: TELL_MS, clock },
      () => undefined,
    );
  const stop = (reason: RunReason) => stopper.abort(reason);
  const onInterrupt = () => stop("interrupted");
  parts.interrupt.addEventListener("abort", onInterrupt, { once: true });
  if (parts.interrupt.aborted) onInterrupt();
  const ended = new AbortController();
  if (plan.maxMs !== null) {
    clock.sleep(plan.maxMs, ended.signal).then(
      () => stop("time"),
      () => undefined,
    );
  }

  const memory = createPatientMemory(parts.memory, emit);
  const agents = new Map<string, Agent | null>();
  const outage = createOutage(clock);
  const trainings = new Map<string, GameTraining>();
  const envs = new Map<string, Env>();
  let failed = false;
  let card: TrainingCard | null = null;
  let games: GameEnding[] = [];
  let scorecard: Scorecard | null = null;
  await emit({
    type: "run.started",
    runId: plan.runId,
    agent: plan.agentName,
    server: plan.server,
    games: plan.games,
    maxActions: plan.limits.maxActions,
    maxMs: plan.maxMs,
  });
  const metering = meter(parts.limiter, clock, emit, ended.signal).catch(fail);
  try {
    if (await hasAgent()) {
      card = await parts.openCard(stopper.signal);
      await emit({ type: "scorecard.opened", cardId: card.cardId });
      await playAll(card);
    }
  } catch (error) {
    await fail(error);
  }
  games = await Promise.all(plan.games.map(({ gameId }) => endingOf(gameId)));
  try {
    memory.flush();
  } catch (error) {
    await fail(error, "what was learned since the last checkpoint is not kept");
  }
  if (card) scorecard = await closeCard(card);
  games = games.map((ending) => (isSettled(ending) ? ending : asBilled(ending, scorecard)));
  ended.abort();
  await metering;
  parts.interrupt.removeEventListener("abort", onInterrupt);

  const reason = runReason(games, failed, stopper.signal);
  await emit({
    type: "run.ended",
    reason,
    cardId: card?.cardId ?? null,
    scorecard,
    games,
    limiter: parts.limiter.snapshot(),
  });
  return reason;

  /** Whether there is an agent for one of the games; without one no card is opened. */
  async function hasAgent(): Promise<boolean> {
    const found = async () => {
      for (const { gameId } of plan.games) if (await agentOf(gameId)) return true;
      return false;
    };
    return await withGrace(
      found(),
      { signal: stopper.signal, graceMs: GRACE_MS, clock },
      () => false,
    );
  }

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

  async function playAll(card: TrainingCard): Promise<void> {
    const queue = new PQueue({ concurrency: plan.concurrency });
    const all = plan.games.map(({ gameId }) => queue.add(() => playOne(card, gameId).catch(fail)));
    // An agent may think for long; once the run was told to stop the card will not wait.
    await withGrace(
      Promise.all(all),
      { signal: stopper.signal, graceMs: STOP_MS, clock },
      () => [],
    );
  }

  async function playOne(card: TrainingCard, gameId: string): Promise<void> {
    if (stopper.signal.aborted) return;
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
      stop: stopper.signal,
      emit,
      outage,
      saveMemory: (saved) => memory.save(gameId, saved),
    });
    trainings.set(gameId, training);
    await training.play();
  }

  /** Ends the run, unless it is ending and this is only what the end brought with it. */
  async function fail(error: unknown, next = "the run ends"): Promise<void> {
    if (isOfStop(error, stopper.signal)) return;
    failed = true;
    stop("error");
    await emit({
      type: "error",
      gameId: null,
      code: codeOf(error),
      message: messageOf(error),
      next,
    });
  }

  function isSettled({ gameId }: GameEnding): boolean {
    return envs.get(gameId)?.isSettled ?? true;
  }

  async function endingOf(gameId: string): Promise<GameEnding> {
    const isStopped = stopper.signal.aborted && agents.get(gameId) !== null;
    const reason: RunReason = isStopped ? stopper.signal.reason : "error";
    return (await trainings.get(gameId)?.finish(reason)) ?? { ...NOT_PLAYED, gameId, reason };
  }

  /** Null also when the card could not be closed, which is told as an error. */
  async function closeCard(card: TrainingCard): Promise<Scorecard | null> {
    const { cardId } = card;
    try {
      const closed = await closeInTime(card);
      await emit({ type: "scorecard.closed", cardId, scorecard: closed });
      return closed;
    } catch (error) {
      await fail(error, `scorecard ${cardId} closes by itself after 15 idle minutes`);
      return null;
    }
  }

  /** With patience, until the run is told to stop; then at once and urgently, for as long as the stop leaves. */
  async function closeInTime(card: TrainingCard): Promise<Scorecard | null> {
    if (!stopper.signal.aborted) {
      try {
        return await card.close(stopper.signal);
      } catch (error) {
        if (!isOfStop(error, stopper.signal)) throw error;
      }
    }
    const giveUp = new AbortController();
    const within = (work: Promise<Scorecard | null>, signal: AbortSignal, graceMs: number) =>
      withGrace(work, { signal, graceMs, clock }, () => {
        giveUp.abort();
        throw new Error(`closing the scorecard took longer than ${graceMs / 1000} s`);
      });
    const closed = within(card.close(giveUp.signal, true), stopper.signal, CLOSE_MS);
    return await within(closed, parts.interrupt, CLOSE_INTERRUPTED_MS);
  }
}

const NOT_PLAYED = { levelsCompleted: 0, winLevels: 0, actions: 0, resets: 0, episodes: 0 };

/** For a game that was stopped before it could ask whether its last command was carried out. */
function asBilled(ending: GameEnding, scorecard: Scorecard | null): GameEnding {
  const told = scorecard?.games.find(({ gameId }) => gameId === ending.gameId);
  return told ? { ...ending, actions: told.actions, resets: told.resets } : ending;
}

/** The gravest of what happened. */
function runReason(games: readonly GameEnding[], failed: boolean, stop: AbortSignal): RunReason {
  if (stop.aborted && stop.reason === "interrupted") return "interrupted";
  if (failed || games.some((game) => game.reason === "error")) return "error";
  if (stop.aborted) return stop.reason as RunReason;
  return games.every((game) => game.reason === "target") ? "target" : "budget";
}
