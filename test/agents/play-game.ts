import type { Agent, CreateAgent } from "../../src/agents/agent.ts";
import type { ArcadeGame } from "../../src/arcade/game.ts";
import { createRandom } from "../../src/base/random.ts";
import type { Action } from "../../src/game/action.ts";
import { type Restart, runEpisode } from "../../src/training/episode.ts";
import { createPlayer } from "../../src/training/player.ts";
import { createStepCounter } from "../../src/training/step-counter.ts";
import { createPlayEnv } from "../helpers/play-env.ts";

/** What became of a session. */
export interface Session {
  readonly agent: Agent;
  /** All that was billed, level restarts by the loop included. */
  readonly actions: readonly Action[];
  /** Actions spent until each level was finished, from the start of the session. */
  readonly levelEnds: readonly number[];
  /** Actions billed on each level that a play finished. */
  readonly plays: readonly (readonly number[])[];
  /** What `save` returned, through JSON and back. */
  readonly saved: unknown;
}

interface SessionOptions {
  readonly limit: number;
  readonly seed?: number | string;
  readonly saved?: unknown;
  readonly earlierVersion?: unknown;
  readonly loseReplyAt?: number;
  readonly canRestartGame?: true;
}

/**
 * Lets an agent play a game of the arcade from its start, episode by episode, for at most `limit` actions.
 * Rejects where a choice of the agent breaks the rules.
 */
export async function playGame(
  create: CreateAgent,
  game: ArcadeGame,
  options: SessionOptions,
): Promise<Session> {
  const { limit, seed = 1, canRestartGame = false, saved, earlierVersion, loseReplyAt } = options;
  const agent = await create({
    gameId: game.id,
    random: createRandom(seed),
    saved,
    earlierVersion,
    maxActions: limit,
    canRestartGame,
  });
  const env = createPlayEnv(game, {
    canRestartGame,
    ...(loseReplyAt !== undefined && { loseReplyAt }),
  });
  const player = createPlayer(agent, env, ({ message }) => Promise.reject(new Error(message)));
  const actions: Action[] = [];
  const levelEnds: number[] = [];
  const plays: number[][] = [];
  const isOver = () =>
    env.actions >= limit || (env.frame?.state === "WIN" && agent.playsOn?.() !== true);
  const hasToBegin = () => env.frame === null;
  const signal = new AbortController().signal;
  let restart: Restart = null;
  const counter = createStepCounter(env);
  while (hasToBegin() || !isOver()) {
    const mayGoOn = () => hasToBegin() || !isOver();
    const episode = runEpisode(env, player, restart, { mayGoOn, counter, signal });
    let next = await episode.next();
    for (; !next.done; next = await episode.next()) {
      const { action, startsPlay, actionsOnLevel, levelCompleted } = next.value;
      if (startsPlay) plays.push([]);
      else actions.push(action);
      if (!levelCompleted) continue;
      levelEnds.push(env.actions);
      plays.at(-1)?.push(actionsOnLevel);
    }
    restart = next.value === "restart" ? "level" : next.value === "new-play" ? "game" : null;
  }
  const json = JSON.stringify(agent.save?.() ?? null);
  await agent.close?.();
  return { agent, actions, levelEnds, plays, saved: JSON.parse(json) };
}
