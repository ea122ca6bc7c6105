import type { Agent } from "../agents/agent.ts";
import type { Clock } from "../base/clock.ts";
import type { Emit, GameEnding, GameReason } from "./events.ts";
import type { Failures } from "./failures.ts";
import type { Progress } from "./progress.ts";

/** Checkpoints of what an agent learned, and the ending of its game. */
export interface Conclusion {
  readonly isFinished: boolean;
  /** Saves where a level was completed, or the last checkpoint is a minute old. */
  afterStep(isLevelCompleted: boolean): Promise<void>;
  /** Saves what was learned and tells the ending. The first call decides, later ones return the same. */
  finish(reason: GameReason): Promise<GameEnding>;
}

export interface ConclusionOptions {
  readonly agent: Agent;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly failures: Failures;
  readonly progress: Progress;
  /** Aborts with the RunReason that ends everything. */
  readonly stop: AbortSignal;
  readonly saveMemory: (saved: unknown) => Promise<void>;
}

const CHECKPOINT_MS = 60_000;

export function createConclusion(options: ConclusionOptions): Conclusion {
  const { agent, clock, emit, failures, progress, stop } = options;
  let savedAtMs = clock.now();
  let finished: Promise<GameEnding> | null = null;

  return {
    get isFinished() {
      return finished !== null;
    },
    async afterStep(isLevelCompleted) {
      if (isLevelCompleted || clock.now() - savedAtMs >= CHECKPOINT_MS) await save();
    },
    finish(reason) {
      finished ??= end(reason);
      return finished;
    },
  };

  async function end(reason: GameReason): Promise<GameEnding> {
    let ending = progress.ending(reason);
    try {
      await save();
    } catch (error) {
      // When the run ends by an error, that error is the one to tell.
      if (stop.reason !== "error") {
        await failures.tell(error, "what was learned since the last checkpoint is not kept");
      }
      ending = progress.ending("error");
    }
    try {
      await agent.close?.();
    } catch (error) {
      await failures.tell(error, "the game has ended all the same");
    }
    await emit({ type: "game.ended", ending });
    return ending;
  }

  async function save(): Promise<void> {
    savedAtMs = clock.now();
    if (agent.save) await options.saveMemory(agent.save());
  }
}
