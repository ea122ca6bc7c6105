import { ArcTrainError, codeOf } from "../base/errors.ts";
import type { Env } from "../env/env.ts";
import { type Action, RESET } from "../game/action.ts";
import { type Frame, isOver } from "../game/frame.ts";
import { completesLevel, type Step } from "../game/step.ts";
import type { EpisodeReason } from "./events.ts";
import type { Player } from "./player.ts";

export interface EpisodeOptions {
  /** Asked before every command: false ends the episode as `stopped`. */
  mayGoOn(): boolean;
  /** Index of the first step. */
  readonly firstIndex: number;
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
  let index = options.firstIndex;
  let action: Action | null = restart || env.frame === null || isOver(env.frame) ? RESET : null;
  for (;;) {
    if (!options.mayGoOn()) return "stopped";
    if (action === null) {
      action = await player.choose(env.frame as Frame);
      if (action.id === 0) return action.wholeGame ? "new-play" : "restart";
      // The agent may have thought for long.
      if (!options.mayGoOn()) return "stopped";
    }
    const step = await play(env, player, action, index++, options.signal);
    await player.observe(step);
    yield step;
    if (action.id === 0 && isOver(step.after)) {
      throw new ArcTrainError("NOT_PLAYABLE", `RESET left the game at ${step.after.state}`);
    }
    if (step.after.state === "WIN") return "win";
    if (isOver(step.after)) return "game-over";
    const awaitsPlay = restart === "game" && action.id === 0 && step.billed === 1;
    action = awaitsPlay && env.canRestartGame ? RESET : null;
  }
}

async function play(
  env: Env,
  player: Player,
  action: Action,
  index: number,
  signal: AbortSignal,
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
      const nothing = { index, before, action, after: before, billed: 0, levelCompleted: false };
      await player.observe(nothing as Step);
    }
    throw error;
  }
  return {
    index,
    before,
    action,
    after,
    billed: env.actions > billedBefore ? 1 : 0,
    levelCompleted: completesLevel(shown, action, after),
  };
}
