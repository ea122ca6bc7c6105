import type { Grid } from "../game/frame.ts";

/** One step of the play, as the code of a model sees it. */
export interface LogEntry {
  /** `1` to `7`, `6:x,y`, or `0` for RESET. */
  readonly action: string;
  /** Null where it is not known. */
  readonly before: Grid | null;
  readonly after: Grid;
  /** The pictures shown in between. */
  readonly between: readonly Grid[];
  /** The level that it was taken on, from 1. */
  readonly level: number;
  readonly levelUp: boolean;
  readonly died: boolean;
}

/** The state of the game beside its pictures. */
export interface Standing {
  readonly level: number;
  /** The actions that are available, as in a log entry; `6` for any click. */
  readonly available: readonly string[];
}

/** What the code asks of the player: to take one action, or to let the explorer take some. */
export type Call =
  | {
      readonly name: "act";
      readonly action: string;
      readonly hasExpectation: boolean;
      /** Which action of a list it is, from 0, and how many there are. */
      readonly index: number;
      readonly of: number;
    }
  | { readonly name: "explore"; readonly actions: number };

/** The player's reply to a call. */
export interface Played {
  /** Why nothing more is to be played by this code; undefined where it may go on. */
  readonly stop?: string;
  /** How many actions were taken. */
  readonly taken: number;
}

/** To the child process. */
export type ToSandbox =
  | {
      readonly type: "load";
      /** Scripts to evaluate first: what was kept of code that ran before. */
      readonly kept: readonly string[];
      readonly memory: string;
      /** A script that makes the executable model. */
      readonly model?: string;
    }
  | {
      readonly type: "step";
      readonly entry: LogEntry | null;
      readonly now: Grid;
      readonly standing: Standing;
    }
  | { readonly type: "run"; readonly code: string; readonly deadlineMs: number }
  | { readonly type: "played"; readonly played: Played };

/** From the child process. */
export type FromSandbox =
  | { readonly type: "ready" }
  | { readonly type: "call"; readonly call: Call; readonly state: SandboxState }
  | ({ readonly type: "ran" } & RunResult);

/** What outlives a piece of code, also while it waits for its actions. */
export interface SandboxState {
  /** A script for each declaration so far that can be made again, by name. */
  readonly kept: Readonly<Record<string, string>>;
  /** `mem` as JSON. */
  readonly memory: string;
  /** How well the executable model fits, where there is one. */
  readonly model?: ModelState;
}

/** The outcome of a piece of code. */
export interface RunResult extends SandboxState {
  /** What it printed, and the value of its last expression, capped. */
  readonly output: string;
  /** What it threw or was stopped by, in one line. */
  readonly error?: string;
  /** Notes it took. */
  readonly notes: readonly string[];
  /** Its expectations that were not met, a line each. */
  readonly surprises: readonly string[];
  /** Whether its process is of no use any more. */
  readonly isSpent: boolean;
}

/** How an executable model stands. */
export interface ModelState {
  /** Whether it reproduces the log well enough to plan in. */
  readonly isAccepted: boolean;
  /** Whether it is accepted, and neither a plan nor an attempt at a level failed that it does not explain. */
  readonly isSure: boolean;
  /** Steps of the log that it reproduced, of those that it was asked about. */
  readonly hits: number;
  readonly steps: number;
  /** A script that makes it again. */
  readonly source: string;
}
