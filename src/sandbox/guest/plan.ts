import { host } from "./host.ts";
import { standing } from "./log.ts";
import { brief, checkModel, type ExecutableModel, ModelError } from "./model.ts";
import { astar, type Solution } from "./search.ts";

/** Milliseconds that are left to tell the outcome. */
const RESERVE_MS = 2_000;
/** The weights of the bound in turn, each with its share of the time that is left: the shortest way if it can be had, else any. */
const WEIGHTS = [
  { weight: 1, share: 0.4 },
  { weight: 2, share: 0.5 },
  { weight: 5, share: 1 },
] as const;
const MAX_STATES = 1_000_000;

/** A plan in a model, or why there is none. */
export type Plan =
  | { readonly path: readonly string[]; readonly states: readonly unknown[] }
  /** `isProven`: every state that can be reached was seen. */
  | { readonly path: undefined; readonly isProven: boolean; readonly why: string };

/** The actions that a model would try in a state. */
export function actionsOf(of: ExecutableModel, state: unknown): readonly string[] {
  return of.actions?.(state) ?? standing.available.filter((action) => action !== "6");
}

/** Searches a model for a way to its goal, for at most so many milliseconds. Throws a ModelError where it fails. */
export function planIn(of: ExecutableModel, start: unknown, ms: number): Plan {
  const end = host.leftMs() - Math.max(0, Math.min(ms, host.leftMs() - RESERVE_MS));
  const model = checkModel(of);
  let expanded = 0;
  for (const { weight, share } of of.h ? WEIGHTS : WEIGHTS.slice(-1)) {
    const until = host.leftMs() - (host.leftMs() - end) * share;
    const found = attempt(() =>
      astar({
        start,
        actions: (state) => actionsOf(of, state),
        step: (state, action) => model.step(state, action),
        goal: (state) => model.goal(state),
        h: (state) => of.h?.(state) ?? 0,
        ...(of.key && { key: (state: unknown) => of.key?.(state) ?? brief(state) }),
        weight,
        limit: MAX_STATES,
        isLate: () => host.leftMs() < until,
      }),
    );
    if (found?.path) return { path: found.path, states: found.states };
    expanded = Math.max(expanded, found?.expanded ?? 0);
    if (found?.isExhausted) {
      const why = `the goal can't be reached in the model (${expanded} states)`;
      return { path: undefined, isProven: true, why };
    }
  }
  const why = `no plan was found in time, or in the memory there is (${expanded} states): give a better h, fewer actions, or a smaller key`;
  return { path: undefined, isProven: false, why };
}

/** The search's result; undefined where it needs more memory than there is. */
function attempt<T>(search: () => Solution<unknown, T>): Solution<unknown, T> | undefined {
  try {
    return search();
  } catch (error) {
    if (error instanceof Error && /out of memory/.test(error.message)) return undefined;
    if (error instanceof ModelError && /out of memory/.test(error.message)) return undefined;
    throw error;
  }
}
