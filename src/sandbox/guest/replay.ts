import type { Entry } from "./log.ts";
import { type CheckedModel, ModelError } from "./model.ts";
import type { Rows } from "./rows.ts";

/** The outcome of a step in a model. */
export type Outcome =
  /** It begins an attempt, or the model is lost: nothing to compare. */
  | { readonly kind: "nothing" }
  | { readonly kind: "hit" }
  | { readonly kind: "miss"; readonly why: string }
  /** A death that the model did not foresee. */
  | { readonly kind: "death"; readonly why: string };

/** Follows the steps of a play in a model. */
export interface Replay<S> {
  /** Compares a step with the model. */
  follow(entry: Entry): Outcome;
  /** The state now; undefined where the model is lost. Throws a ModelError where `init` fails. */
  state(): S | undefined;
}

const NOTHING: Outcome = { kind: "nothing" };
const HIT: Outcome = { kind: "hit" };

export function createReplay<S>(model: CheckedModel<S>): Replay<S> {
  let state: S | undefined;
  /** The picture that the next state is read off, once it is needed. */
  let first: (() => { readonly picture: Rows | undefined; readonly level: number }) | undefined;
  /** Set once nothing is known of the state any more. */
  let isLost = false;

  const beginWith = (picture: () => Rows | undefined, level: number) => {
    state = undefined;
    isLost = false;
    first = () => ({ picture: picture(), level });
  };
  const current = (): S | undefined => {
    if (state === undefined && first) {
      const { picture, level } = first();
      // A picture that init fails on fails again: it is told once.
      first = undefined;
      isLost = true;
      state = picture && model.init(picture, level);
      isLost = state === undefined;
    }
    return state;
  };
  /** After a miss the next state is read off the picture, if the model can. */
  const miss = (why: string, { after, level }: Entry): Outcome => {
    state = undefined;
    try {
      state = model.init(after, level);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      isLost = true;
    }
    return { kind: "miss", why };
  };

  const compare = (entry: Entry): Outcome => {
    const { action, after, level, levelUp, died } = entry;
    const known = current();
    if (known === undefined) return NOTHING;
    const old = JSON.stringify(known);
    const next = model.step(known, action);
    if (JSON.stringify(known) !== old) {
      return miss("step changed the state that it was given: it must return a new one", entry);
    }
    const isGoal = next !== undefined && model.goal(next);
    if (levelUp) {
      beginWith(() => after, level + 1);
      if (next === undefined)
        return { kind: "miss", why: "the level was won, step returns nothing" };
      return isGoal ? HIT : { kind: "miss", why: "the level was won, goal is false" };
    }
    if (died) {
      state = undefined;
      isLost = true;
      if (next === undefined) return HIT;
      if (isGoal) return { kind: "miss", why: "died here, goal is true" };
      return { kind: "death", why: "died here: step must return null for what is deadly" };
    }
    if (next === undefined) return miss("step returns nothing, but play goes on", entry);
    state = next;
    if (isGoal) return miss("goal is true, but the level goes on", entry);
    const misfit = model.misfit(after, next);
    return misfit === "" ? HIT : miss(misfit, entry);
  };

  return {
    state: current,
    follow(entry) {
      const { action, before, after, level, levelUp, died } = entry;
      if (action === "0") {
        beginWith(() => after, level);
        return NOTHING;
      }
      if (state === undefined && !first && !isLost) beginWith(() => before, level);
      try {
        return compare(entry);
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        if (levelUp) beginWith(() => after, level + 1);
        else if (died || state === undefined) isLost = true;
        else return miss(error.message, entry);
        return { kind: "miss", why: error.message };
      }
    },
  };
}

/** The steps of the present attempt, from the one that began it: a level-up, or a RESET. */
export const attemptOf = (entries: readonly Entry[]): readonly Entry[] =>
  entries.slice(
    Math.max(
      0,
      entries.findLastIndex(({ action, levelUp }) => action === "0" || levelUp),
    ),
  );
