import type { Random } from "../base/random.ts";
import type { Action } from "../game/action.ts";
import type { Frame } from "../game/frame.ts";
import type { Step } from "../game/step.ts";
import type { Ask } from "./ask.ts";
import type { Journal } from "./journal.ts";

/** What an agent is given when it is made; one agent plays one game. */
export interface AgentContext {
  readonly gameId: string;
  /** Names the run; runs that go on at the same time have different ones. Missing where none do. */
  readonly runId?: string;
  /** The agent's only source of chance. */
  readonly random: Random;
  /** What `save` returned at the end of an earlier run on this game, if any. Check it: files can be damaged. */
  readonly saved?: unknown;
  /**
   * What it returned on another version of this game, given where nothing was saved on this one.
   * The levels may have changed: verify before you trust it.
   */
  readonly earlierVersion?: unknown;
  /** Actions that this run may be billed on the game, over all plays; Infinity when there is no limit. */
  readonly maxActions: number;
  /**
   * Whether RESET with `wholeGame` is taken: not in competition mode, where a game is played once. Some
   * servers refuse it unasked: it is billed then, and the levels stay.
   */
  readonly canRestartGame: boolean;
  /** Asks the language model that the user named; missing where none was. */
  readonly ask?: Ask;
  /**
   * A log of this run on this game that outlives the process. Where a run goes on that was killed, it holds what
   * was written before, and `observe` is told the steps taken so far before `choose` is asked for the next.
   */
  readonly journal?: Journal;
  /** When that model is asked: at once, where the agent is stuck, or once at each level's start. */
  readonly advice?: "first" | "stuck" | "level";
  /** Tells the user of a failure that the agent plays on after, and what it does next. */
  readonly tell?: (failure: unknown, next: string) => void;
}

/** A player of one game. */
export interface Agent {
  /**
   * Picks the next action for `frame`, whose state is NOT_FINISHED: one of `frame.availableActions`,
   * or RESET to start the level again. RESET is refused when no action was spent on the level yet,
   * since the server would then restart the whole game; who wants that says so with `wholeGame`, where
   * `canRestartGame`, and on a play with nothing billed yet is refused too. It costs the RESET of a
   * level that actions were spent on, and nothing else.
   *
   * Asked again for the same frame where the choice was refused; refused twice, another action is taken.
   */
  choose(frame: Frame): Action | Promise<Action>;
  /**
   * Learns from every step, RESETs and actions taken in place of a refused choice included, in order. An
   * action that the server refused while the game goes on is told as one of which nothing came, billed 0.
   */
  observe?(step: Step): void | Promise<void>;
  /**
   * Asked after a WIN, maybe several times: whether another play would be a better one. Without it
   * the game ends there, unless the number of episodes was set.
   */
  playsOn?(): boolean;
  /** Everything worth keeping for the next run on this game, as a JSON value. Called at checkpoints and at the end. */
  save?(): unknown;
  /** Figures for the status display, e.g. `{ states: 120 }`. */
  describe?(): AgentFigures;
  /** The game is over, and what was learned is saved: lets go of processes and the like. */
  close?(): void | Promise<void>;
}

/** What an agent tells the display about itself. */
export interface AgentFigures {
  /** Distinct states known of the game. */
  readonly states?: number;
  /** What it is doing, in a word or two. */
  readonly mode?: string;
}

/** Makes the agent of one game. What a module given to `--agent` exports as default. */
export interface CreateAgent {
  (context: AgentContext): Agent | Promise<Agent>;
  /**
   * Joins what two runs saved on one game at the same time, or an import and what was there. The
   * order must not matter, nor how often the same is joined. Without it the last save wins.
   */
  mergeSaved?(a: unknown, b: unknown): unknown;
  /** Marks what `save` returned elsewhere and a user imports, before it is joined. Without it nothing is marked. */
  importSaved?(saved: unknown): unknown;
}
