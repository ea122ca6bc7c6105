import type { Agent } from "../agents/agent.ts";
import type { Env } from "../env/env.ts";
import type { GameReason } from "./events.ts";
import type { Progress } from "./progress.ts";

/** When one game's training ends. */
export interface GameLimits {
  /** Exact: billed actions never exceed it. */
  readonly maxActions: number;
  /** Infinity: no limit. */
  readonly maxEpisodes: number;
  /** Levels completed that are enough; Infinity for a WIN alone. */
  readonly untilLevels: number;
  readonly afterWin: AfterWin;
}

/** What follows on a WIN: the game ends, goes on if the agent hopes for a better one, or goes on. */
export type AfterWin = "end" | "ask-agent" | "play-on";

/** Why the next command must not be sent; null when it may. An agent is asked about a WIN alone. */
export function reasonToEnd(
  { maxActions, untilLevels, afterWin }: GameLimits,
  { env, agent, progress }: { env: Env; agent: Agent; progress: Progress },
): GameReason | null {
  const isWon = env.frame?.state === "WIN";
  const playsOn = () => afterWin === "ask-agent" && agent.playsOn?.() === true;
  const isEnough = isWon && afterWin !== "play-on" && !playsOn();
  if (isEnough || progress.bestLevels >= untilLevels) return "target";
  return env.actions >= maxActions ? "budget" : null;
}
