import type { Agent } from "../agents/agent.ts";
import { ArcTrainError, messageOf } from "../base/errors.ts";
import type { Env } from "../env/env.ts";
import { type Action, RESET } from "../game/action.ts";
import { type Frame, isOver } from "../game/frame.ts";
import { completesLevel, type Step } from "../game/step.ts";
import { AgentError, checkAction } from "./check-action.ts";
import type { EpisodeReason } from "./events.ts";

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
  agent: Agent,
  restart: Restart,
  options: EpisodeOptions,
): AsyncGenerator<Step, EpisodeReason> {
  await env.settle(options.signal);
  let index = options.firstIndex;
  let action: Action | null = restart || env.frame === null || isOver(env.frame) ? RESET : null;
  let hasBegunPlay = false;
  for (;;) {
    if (!options.mayGoOn()) return "stopped";
    if (action === null) {
      const frame = env.frame as Frame;
      action = await ask(agent, frame);
      checkAction(action, frame, env);
      if (action.wholeGame && hasBegunPlay) {
        // Such RESETs are free, so that no budget would ever end them.
        throw new AgentError("the agent chose to restart a game that it has just restarted");
      }
      if (action.id === 0) return action.wholeGame ? "new-play" : "restart";
      // The agent may have thought for long.
      if (!options.mayGoOn()) return "stopped";
    }
    const step = await play(env, action, index++, options.signal);
    await tell(agent, step);
    yield step;
    if (action.id === 0 && isOver(step.after)) {
      throw new ArcTrainError("NOT_PLAYABLE", `RESET left the game at ${step.after.state}`);
    }
    if (step.after.state === "WIN") return "win";
    if (isOver(step.after)) return "game-over";
    hasBegunPlay = step.billed === 0;
    action = restart === "game" && action.id === 0 && !hasBegunPlay ? RESET : null;
  }
}

async function play(env: Env, action: Action, index: number, signal: AbortSignal): Promise<Step> {
  const shown = env.frame;
  const before = env.frameIsCertain ? shown : null;
  const billedBefore = env.actions;
  const after = await env.step(action, signal);
  return {
    index,
    before,
    action,
    after,
    billed: env.actions > billedBefore ? 1 : 0,
    levelCompleted: completesLevel(shown, action, after),
  };
}

async function ask(agent: Agent, frame: Frame): Promise<Action> {
  try {
    return await agent.choose(frame);
  } catch (error) {
    throw new AgentError(`the agent failed in choose: ${messageOf(error)}`, { cause: error });
  }
}

async function tell(agent: Agent, step: Step): Promise<void> {
  try {
    await agent.observe?.(step);
  } catch (error) {
    throw new AgentError(`the agent failed in observe: ${messageOf(error)}`, { cause: error });
  }
}
