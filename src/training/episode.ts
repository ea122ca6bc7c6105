import { ArcTrainError, codeOf } from "../base/errors.ts";
import type { Env } from "../env/env.ts";
import { type Action, RESET } from "../game/action.ts";
import { type Frame, isOver } from "../game/frame.ts";
import { completesLevel, type Step } from "../game/step.ts";
import type { EpisodeReason } from "./events.ts";
import type { Player } from "./player.ts";
import type { StepCounter } from "./step-counter.ts";

export interface EpisodeOptions {
  /** Asked before every command: false ends the episode as `stopped`. */
  mayGoOn(): boolean;
  /** Of the game, over all its episodes. */
  readonly counter: StepCounter;
  readonly signal: AbortSignal;
}

/** What the agent wants started again; null for nothing. */
export type Restart = "level" | "game" | null;

/**
 * Plays from a RESET to the next one: yields every step after the agent has seen it, returns why
 * it ended. RESET is sent only when it must be: to begin a game, after GAME_OVER or WIN, and when
 * `restart` says that the agent asked for it; twice when it takes two to start the game again.
 * Otherwise play goes on where it stands.
 */
export async function* runEpisode(
  env: Env,
  player: Player,
  restart: Restart,
  options: EpisodeOptions,
): AsyncGenerator<Step, EpisodeReason> {
  await env.settle(options.signal);
  let action: Action | null = restart || env.frame === null || isOver(env.frame) ? RESET : null;
  for (;;) {
    if (!options.mayGoOn()) return "stopped";
    if (action === null) {
      action = await player.choose(env.frame as Frame);
      if (action.id === 0) return action.wholeGame ? "new-play" : "restart";
      // The agent may have thought for long.
      if (!options.mayGoOn()) return "stopped";
    }
    const step = await play(env, player, action, options);
    await player.observe(step);
    yield step;
    if (action.id === 0 && isOver(step.after)) {
      throw new ArcTrainError("NOT_PLAYABLE", `RESET left the game at ${step.after.state}`);
    }
    if (step.after.state === "WIN") return "win";
    if (isOver(step.after)) return "game-over";
    const awaitsPlay = restart === "game" && action.id === 0 && !step.startsPlay;
    action = awaitsPlay && env.canRestartGame ? RESET : null;
  }
}

async function play(
  env: Env,
  player: Player,
  action: Action,
  { counter, signal }: EpisodeOptions,
): Promise<Step> {
  const shown = env.frame;
  const before = env.frameIsCertain ? shown : null;
  const billedBefore = env.actions;
  let after: Frame;
  try {
    after = await env.step(action, signal);
  } catch (error) {
    if (before && env.frame === before && codeOf(error) === "API_NOT_STARTED") {
      // The game goes on, and nothing came of this action: the agent should try another one.
      const nothing = { before, action, after: before, levelCompleted: false };
      await player.observe({ ...counter.refused(), ...nothing });
    }
    throw error;
  }
  const billed = env.actions > billedBefore ? 1 : 0;
  // Nothing else that the server carries out is free.
  const startsPlay = billed === 0;
  return {
    ...counter.count({ billed, startsPlay }, after.levelsCompleted),
    before,
    action,
    after,
    levelCompleted: completesLevel(shown, action, after),
  };
}
