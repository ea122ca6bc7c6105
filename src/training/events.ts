import type { AgentFigures } from "../agents/agent.ts";
import type { Usage } from "../agents/ask.ts";
import type { Game } from "../game/game.ts";
import type { Scorecard } from "../game/scorecard.ts";
import type { Step } from "../game/step.ts";
import type { Incident, LimiterSnapshot, Stage } from "../limiter/limiter.ts";

/** Why a run ended. */
export type RunReason = "budget" | "target" | "time" | "interrupted" | "error";
/** Why one game's training ended. `episodes`: the number asked for was played. */
export type GameReason = RunReason | "episodes";
/**
 * Why an episode ended. `restart`: the agent chose RESET; `new-play`: it chose to start the whole game
 * again. `stopped`: the game's training ended.
 */
export type EpisodeReason = "win" | "game-over" | "restart" | "new-play" | "failed" | "stopped";

/** What a game came to, in one run. */
export interface GameEnding {
  readonly gameId: string;
  /** The most levels completed in one play. */
  readonly levelsCompleted: number;
  readonly winLevels: number;
  /** As the scorecard bills them. */
  readonly actions: number;
  readonly resets: number;
  readonly episodes: number;
  readonly reason: GameReason;
}

/** What an agent tells of the language model that advises it on a game. */
export type AdviceEvent = { readonly gameId: string } & (
  | {
      readonly type: "advice.asked";
      /** Counts the requests about this game, from 1. */
      readonly call: number;
      /** Counts from 1. */
      readonly level: number;
    }
  | {
      readonly type: "advice.answered";
      readonly call: number;
      readonly ms: number;
      /** Null where the provider does not tell. */
      readonly usage: Usage | null;
      /** In US dollars; null where no price is known. */
      readonly cost: number | null;
      /** Whether the answer was cut off at its most tokens. */
      readonly isCut: boolean;
      /** Why there was no answer; null where there was one. */
      readonly failure: string | null;
    }
  /** A reply is carried out; `actions` of those it lists are to be taken after its code. */
  | { readonly type: "advice.plan"; readonly why: string; readonly actions: number }
  /** An expectation was not met. */
  | { readonly type: "advice.surprise"; readonly message: string }
  | { readonly type: "advice.note"; readonly note: string }
  /** Less is asked for than before, or more again. */
  | { readonly type: "advice.degraded"; readonly stage: string; readonly reason: string }
  /** A budget of the user's is used up: nothing more is asked. */
  | { readonly type: "advice.capped"; readonly message: string }
);

/** Everything training tells. Whoever listens (screen, recorder, statistics) reads these alone. */
export type TrainingEvent =
  | {
      readonly type: "run.started";
      readonly runId: string;
      readonly agent: string;
      readonly server: string;
      readonly games: readonly Game[];
      /** Action budget per game. */
      readonly maxActions: number;
      /** Wall-time budget, null without one. */
      readonly maxMs: number | null;
    }
  | { readonly type: "scorecard.opened"; readonly cardId: string }
  | {
      readonly type: "episode.started";
      readonly gameId: string;
      /** Counts from 1. */
      readonly episode: number;
    }
  | {
      readonly type: "step";
      readonly gameId: string;
      readonly episode: number;
      readonly step: Step;
      /** Billed so far on this game. */
      readonly actions: number;
      readonly figures: AgentFigures;
    }
  | {
      readonly type: "level.completed";
      readonly gameId: string;
      /** Counts from 1. */
      readonly level: number;
      /** Actions billed on this level since the play or the last level began, failed tries included. */
      readonly actions: number;
    }
  | {
      readonly type: "episode.ended";
      readonly gameId: string;
      readonly episode: number;
      readonly reason: EpisodeReason;
      readonly levelsCompleted: number;
      readonly actions: number;
    }
  | { readonly type: "game.ended"; readonly ending: GameEnding }
  | AdviceEvent
  | { readonly type: "limiter"; readonly snapshot: LimiterSnapshot }
  /** Who is deferred has changed; `windowUse` as in the snapshot. */
  | { readonly type: "limiter.stage"; readonly stage: Stage; readonly windowUse: number }
  | { readonly type: "incident"; readonly incident: Incident }
  | {
      readonly type: "error";
      readonly gameId: string | null;
      readonly code: string;
      readonly message: string;
      /** What follows, in words: `again in 7 s`, `this game ends`. */
      readonly next: string;
    }
  | {
      readonly type: "scorecard.closed";
      readonly cardId: string;
      /** Null when the server had closed it by itself and does not show it. */
      readonly scorecard: Scorecard | null;
    }
  | {
      readonly type: "run.ended";
      readonly reason: RunReason;
      /** Null when none was opened. */
      readonly cardId: string | null;
      readonly scorecard: Scorecard | null;
      readonly games: readonly GameEnding[];
      readonly limiter: LimiterSnapshot;
    };

/** Whether an event is of a model's advice. */
export const isAdvice = <E extends TrainingEvent>(event: E): event is E & AdviceEvent =>
  event.type.startsWith("advice.");

/** An event with its time: milliseconds since the run's start. */
export type TimedEvent = TrainingEvent & { readonly t: number };

/** Takes events; a returned promise holds the teller back until it settles. */
export interface EventSink {
  /**
   * The run goes on when it fails; `next` says in words what that means. `triesAgain`: it is told what
   * comes next all the same. Without this a failure goes to whoever told the event.
   */
  readonly ifItFails?: { readonly next: string; readonly triesAgain: boolean };
  write(event: TimedEvent): void | Promise<void>;
  /** Called once, after the last event. */
  close(): void | Promise<void>;
}

/** Tells one event to all sinks. */
export type Emit = (event: TrainingEvent) => Promise<void>;
