import type { Agent, AgentContext } from "../agents/agent.ts";
import type { Clock } from "../base/clock.ts";
import type { Env } from "../env/env.ts";
import type { Game } from "../game/game.ts";
import type { Scorecard } from "../game/scorecard.ts";
import type { Limiter } from "../limiter/limiter.ts";
import type { Emit } from "./events.ts";
import type { Delays } from "./failure-policy.ts";
import type { GameLimits } from "./game-limits.ts";
import type { AgentMemory } from "./memory.ts";

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
