import { createStop, GRACE_MS, isOfStop, withGrace } from "../base/abort.ts";
import { codeOf, messageOf } from "../base/errors.ts";
import type { Scorecard } from "../game/scorecard.ts";
import { closeInTime } from "./close-in-time.ts";
import type { Emit, GameEnding, RunReason } from "./events.ts";
import { meter } from "./meter.ts";
import { createPatientMemory } from "./patient-memory.ts";
import { createGames } from "./play-games.ts";
import type { TrainingCard, TrainingParts, TrainingPlan } from "./run-plan.ts";

/** How long sinks may hold up the run once it was told to stop: a reader may have fallen asleep. */
const TELL_MS = 250;

/**
 * One run: opens a scorecard, trains on every game, closes the scorecard exactly once whatever
 * happens, and tells it all. Resolves also when the run failed;
 * what failed is told as an `error` event.
 */
export async function train(plan: TrainingPlan, parts: TrainingParts): Promise<RunReason> {
  const { clock, interrupt } = parts;
  const stopper = createStop();
  const stop = stopper.signal;
  const emit: Emit = (event) =>
    withGrace(parts.emit(event), { signal: stop, graceMs: TELL_MS, clock }, () => undefined);
  const ended = new AbortController();
  const onInterrupt = () => stopper.abort("interrupted");
  interrupt.addEventListener("abort", onInterrupt, { once: true });
  if (interrupt.aborted) onInterrupt();
  if (plan.maxMs !== null) {
    clock.sleep(plan.maxMs, ended.signal).then(
      () => stopper.abort("time"),
      () => undefined,
    );
  }

  const memory = createPatientMemory(parts.memory, emit);
  const games = createGames({ plan, parts, memory, emit, stop, fail });
  let failed = false;
  let card: TrainingCard | null = null;
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
      card = await parts.openCard(stop);
      await emit({ type: "scorecard.opened", cardId: card.cardId });
      await games.play(card);
    }
  } catch (error) {
    await fail(error);
  }
  const endings = await games.finish();
  try {
    memory.flush();
  } catch (error) {
    await fail(error, "what was learned since the last checkpoint is not kept");
  }
  const scorecard = card && (await closeCard(card));
  const billed = games.asBilled(endings, scorecard);
  ended.abort();
  await metering;
  interrupt.removeEventListener("abort", onInterrupt);

  const reason = runReason(billed, failed, stop);
  await emit({
    type: "run.ended",
    reason,
    cardId: card?.cardId ?? null,
    scorecard,
    games: billed,
    limiter: parts.limiter.snapshot(),
  });
  return reason;

  /** Without an agent for any of the games no card is opened; nor where the run is told to stop before one is made. */
  async function hasAgent(): Promise<boolean> {
    return await withGrace(
      games.hasAgent(),
      { signal: stop, graceMs: GRACE_MS, clock },
      () => false,
    );
  }

  /** Ends the run, unless it is ending and this is only what the end brought with it. */
  async function fail(error: unknown, next = "the run ends"): Promise<void> {
    if (isOfStop(error, stop)) return;
    failed = true;
    stopper.abort("error");
    const [code, message] = [codeOf(error), messageOf(error)];
    await emit({ type: "error", gameId: null, code, message, next });
  }

  /** Null also when the card could not be closed, which is told as an error. */
  async function closeCard(card: TrainingCard): Promise<Scorecard | null> {
    const { cardId } = card;
    try {
      const closed = await closeInTime(card, { stop, interrupt, clock });
      await emit({ type: "scorecard.closed", cardId, scorecard: closed });
      return closed;
    } catch (error) {
      await fail(error, `scorecard ${cardId} closes by itself after 15 idle minutes`);
      return null;
    }
  }
}

/** The gravest of what happened. */
function runReason(games: readonly GameEnding[], failed: boolean, stop: AbortSignal): RunReason {
  if (stop.aborted && stop.reason === "interrupted") return "interrupted";
  if (failed || games.some((game) => game.reason === "error")) return "error";
  if (stop.aborted) return stop.reason as RunReason;
  return games.every((game) => game.reason === "target") ? "target" : "budget";
}
