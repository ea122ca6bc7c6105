import type { Action, ActionId } from "../game/action.ts";
import type { Grid } from "../game/frame.ts";

/** What one action did. */
export interface Turn<State> {
  readonly state: State;
  readonly status: "playing" | "won" | "lost";
  /** Pictures shown before the settled one; empty when nothing is animated. */
  readonly animation: readonly Grid[];
}

/**
 * One embedded game: pure functions over an immutable state, so that a solver can search it and
 * the server can hold any number of plays.
 */
export interface ArcadeGame<State = unknown> {
  /** `<4 letters>-<version>`; the version changes with any change of the game's levels or rules. */
  readonly id: string;
  readonly title: string;
  readonly tags: readonly string[];
  /** Ids of the actions the game reacts to. */
  readonly availableActions: readonly ActionId[];
  readonly levelCount: number;
  /** Actions a good player needs, one per level; the scale of RHAE. */
  readonly baselines: readonly number[];
  /** The opening state of a level, counted from 0. */
  start(level: number): State;
  /** Plays one action other than RESET. An action the game does not react to changes nothing. */
  play(state: State, action: Action): Turn<State>;
  draw(state: State): Grid;
  /** Every action worth trying in this state: what the solver searches. */
  moves(state: State): readonly Action[];
  /** Equal for states with the same future, whatever was spent to get there. */
  key(state: State): string;
  /** How much of a budget is left (`Infinity` without one): of two states with one key the larger wins. */
  reserve(state: State): number;
}
