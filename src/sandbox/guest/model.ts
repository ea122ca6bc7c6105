import type { Rows } from "./rows.ts";
import { errorLine, textOf } from "./text.ts";

/** An executable model of the game, written by a language model. Its states are JSON values. */
export interface ExecutableModel<S = unknown> {
  /** The state that a level begins in, read off its first picture. */
  init(first: Rows, level: number): S;
  /** The state after an action; undefined or null where it is not allowed or deadly. Must not change `state`. */
  step(state: S, action: string): S | undefined | null;
  /** Whether the level is won. */
  goal(state: S): boolean;
  /** Whether a picture shows a state; a text says what does not fit. */
  fits(picture: Rows, state: S): boolean | string;
  /** The actions worth trying; default: the keys that are available. */
  actions?(state: S): readonly string[];
  /** A lower bound of the actions to the goal. */
  h?(state: S): number;
  /** Equal for equal states; default: their JSON. */
  key?(state: S): string | number;
  /** The cell of the picture on which the avatar stands: tells what it would touch next. */
  at?(state: S): { readonly x: number; readonly y: number } | readonly [number, number] | undefined;
}

const NEEDED = ["init", "step", "goal", "fits"] as const;
const OPTIONAL = ["actions", "h", "key", "at"] as const;

/** Says what a value lacks to be a model; undefined where it is one. */
export function faultOf(given: Partial<Record<string, unknown>> | undefined): string | undefined {
  const isMissing = (name: string) => typeof given?.[name] !== "function";
  const missing = NEEDED.filter(isMissing);
  if (missing.length > 0) return `${missing.join(", ")} must be given as functions`;
  const odd = OPTIONAL.filter((name) => given?.[name] !== undefined && isMissing(name));
  return odd.length > 0 ? `${odd.join(", ")} must be functions` : undefined;
}

/** A function of the model failed, or did what it must not. The message is for whoever wrote the model. */
export class ModelError extends Error {
  override readonly name = "ModelError";
}

/** Calls the functions of a model, and tells in which of them an error was thrown, and with what. */
export interface CheckedModel<S> {
  init(first: Rows, level: number): S;
  /** The state after an action; undefined where it is not allowed or deadly. */
  step(state: S, action: string): S | undefined;
  goal(state: S): boolean;
  /** "" where a picture shows a state, else what does not fit. */
  misfit(picture: Rows, state: S): string;
}

export function checkModel<S>(model: ExecutableModel<S>): CheckedModel<S> {
  const attempt = <T>(what: () => string, task: () => T): T => {
    try {
      return task();
    } catch (error) {
      throw new ModelError(`${what()} threw ${errorLine(error)}`);
    }
  };
  return {
    init(first, level) {
      const state = attempt(
        () => `init, on the picture that level ${level} begins with,`,
        () => model.init(first, level),
      );
      if (state === undefined || state === null) {
        throw new ModelError(
          `init returns no state for the picture that level ${level} begins with`,
        );
      }
      return state;
    },
    step: (state, action) =>
      attempt(
        () => `step(${brief(state)}, "${action}")`,
        () => model.step(state, action) ?? undefined,
      ),
    goal: (state) =>
      attempt(
        () => `goal(${brief(state)})`,
        () => Boolean(model.goal(state)),
      ),
    misfit(picture, state) {
      const fits = attempt(
        () => `fits(…, ${brief(state)})`,
        () => model.fits(picture, state),
      );
      if (typeof fits === "string") return fits;
      return fits ? "" : `fits is false for ${brief(state)}`;
    },
  };
}

/** The longest text of a state in a sentence. */
const MAX_STATE = 200;

/** A state in a sentence. */
export const brief = (state: unknown): string => {
  const text = textOf(state);
  return text.length > MAX_STATE ? `${text.slice(0, MAX_STATE)}…` : text;
};
