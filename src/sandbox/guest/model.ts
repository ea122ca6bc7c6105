import { type Entry, log, now, standing } from "./log.ts";
import type { Rows } from "./rows.ts";

/** An executable model of the game, written by a language model. Its states are JSON values. */
export interface ExecutableModel<S = unknown> {
  /** The state that a level begins in, read off its first picture. */
  init(first: Rows, level: number): S;
  /** The state after an action; undefined or null where it is not allowed or deadly. Must not change `state`. */
  step(state: S, action: string): S | undefined | null;
  /** Whether the level is won. */
  goal(state: S): boolean;
  /** Whether a picture shows a state. */
  fits(picture: Rows, state: S): boolean;
  /** The actions worth trying; default: the keys that are available. */
  actions?(state: S): readonly string[];
  /** A lower bound of the actions to the goal. */
  h?(state: S): number;
  /** Equal for equal states; default: their JSON. */
  key?(state: S): string | number;
}

/** How a model stands against the log. */
export interface Verification {
  readonly isAccepted: boolean;
  readonly hits: number;
  readonly steps: number;
  /** The first steps of the log that it gets wrong, and why. */
  readonly misfits: readonly string[];
}

/** The least share of steps that a model must reproduce on other levels; on the present one it must reproduce all. */
const ELSEWHERE = 0.98;
/** Misfits that are told. */
const MAX_TOLD = 3;

/** Replays the log in a model: dynamics, and whether the goal held at each level's end and at no other step. */
export function verify<S>(
  model: ExecutableModel<S>,
  entries: readonly Entry[] = log,
): Verification {
  const misfits: string[] = [];
  const here = { hits: 0, steps: 0 };
  const elsewhere = { hits: 0, steps: 0 };
  const walk = createWalk(model);
  for (const [index, entry] of entries.entries()) {
    const outcome = walk.follow(entry);
    if (outcome === undefined) continue;
    const tally = entry.level === standing.level ? here : elsewhere;
    tally.steps += 1;
    if (outcome === "") tally.hits += 1;
    else misfits.push(`log[${index}] (action ${entry.action}, level ${entry.level}): ${outcome}`);
  }
  const isAccepted = here.hits === here.steps && elsewhere.hits >= ELSEWHERE * elsewhere.steps;
  return {
    isAccepted,
    hits: here.hits + elsewhere.hits,
    steps: here.steps + elsewhere.steps,
    misfits: misfits.slice(0, MAX_TOLD),
  };
}

/** The state that the model has now, from the level's start by all actions since; undefined where it got lost. */
export function presentState<S>(model: ExecutableModel<S>): S | undefined {
  const walk = createWalk(model);
  const start = log.findLastIndex(({ action, levelUp, died }) => action === "0" || levelUp || died);
  // What begins with the step after a level-up, or a RESET, is the present attempt.
  for (const entry of log.slice(Math.max(0, start))) walk.follow(entry);
  return walk.state() ?? (log.length === 0 ? model.init(now(), standing.level) : undefined);
}

/** Follows steps in a model, one after the other. */
function createWalk<S>(model: ExecutableModel<S>) {
  let state: S | undefined;
  const begin = (picture: Rows | undefined, level: number) => {
    state = picture && model.init(picture, level);
  };
  return {
    state: () => state,
    /** "" where the step came out as the model has it, else why not; undefined where it says nothing of it. */
    follow({ action, before, after, level, levelUp, died }: Entry): string | undefined {
      if (action === "0") {
        begin(after, level);
        return undefined;
      }
      if (state === undefined) begin(before, level);
      if (state === undefined) return undefined;
      const old = JSON.stringify(state);
      const next = model.step(state, action);
      const hasMutated = JSON.stringify(state) !== old;
      state = undefined;
      if (hasMutated) return "step changed the state it was given: it must return a new one";
      if (levelUp) {
        begin(after, level + 1);
        if (next === undefined || next === null)
          return "the level was won, step allows no such action";
        return model.goal(next) ? "" : "the level was won, but goal is false";
      }
      if (died)
        return next === undefined || next === null || !model.goal(next)
          ? undefined
          : "died, but goal is true";
      if (next === undefined || next === null) {
        begin(after, level);
        return "step allows no such action";
      }
      state = next;
      if (model.goal(next)) return "goal is true, but the level goes on";
      if (model.fits(after, next)) return "";
      begin(after, level);
      return `the picture does not fit the state ${JSON.stringify(next).slice(0, 300)}`;
    },
  };
}
