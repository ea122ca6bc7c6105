/**
 * One value that several parties change, each change atomic. Where it lives is all that differs
 * between a budget of one process, of one machine and of many.
 */
export interface StateCell<State> {
  /**
   * Applies `change` to the latest state, in the cell's own time (monotonic milliseconds, the same for
   * all parties), and stores what it returns. `change` is pure and may be run more than once, on a
   * newer state, before its result counts. A cell that answers at once returns the result itself.
   */
  update<Result>(change: Change<State, Result>): Result | Promise<Result>;
  /** Calls `listener` when another party has changed the state; returns how to stop that. */
  onForeignChange(listener: () => void): () => void;
  close(): void | Promise<void>;
}

/** A pure step from one state to the next. */
export type Change<State, Result> = (
  state: State,
  nowMs: number,
) => { readonly state: State; readonly result: Result };
