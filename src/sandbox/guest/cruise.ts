import { log, standing } from "./log.ts";
import { type ExecutableModel, presentState, type Verification, verify } from "./model.ts";
import { act, playOnLevel } from "./play.ts";
import { astar, type Solution } from "./search.ts";

/** States to expand for each weight of the bound: the shortest way if it can be had, else any. */
const SEARCHES = [
  { weight: 1, limit: 60_000 },
  { weight: 2, limit: 60_000 },
  { weight: 5, limit: 120_000 },
] as const;
/** A model is retired after so many misses in a row. */
const MAX_MISSES = 3;

let model: ExecutableModel | undefined;
let latest: Verification | undefined;
let misses = 0;

/** The outcome of `cruise`. */
export interface CruiseResult {
  readonly levels: number;
  readonly actions: number;
  readonly stop: string;
}

/** Takes in a model, and tells how it stands against the log. */
export function takeModel(given: ExecutableModel): Verification {
  for (const name of ["init", "step", "goal", "fits"] as const) {
    if (typeof given?.[name] !== "function") throw new Error(`model: ${name} must be a function`);
  }
  model = given;
  misses = 0;
  latest = verify(model);
  return latest;
}

/** How the model stands, and its source; undefined without one. */
export const modelState = () =>
  model &&
  latest && {
    isAccepted: latest.isAccepted && misses < MAX_MISSES,
    hits: latest.hits,
    steps: latest.steps,
    source: sourceOf(model),
  };

/** A script that makes the model again; what its functions use must be declared at top level. */
function sourceOf(of: ExecutableModel): string {
  const parts = Object.entries(of).map(([name, value]) => {
    if (typeof value !== "function") return `${name}: ${JSON.stringify(value)}`;
    const source = String(value);
    const isMethod = new RegExp(`^(async\\s+)?${name}\\s*\\(`).test(source);
    return isMethod ? source : `${name}: ${source}`;
  });
  return `model({${parts.join(",\n")}});`;
}

function search(of: ExecutableModel, start: unknown): Solution<unknown, string> {
  const keys = standing.available.filter((action) => action !== "6");
  let found: Solution<unknown, string> | undefined;
  for (const { weight, limit } of of.h ? SEARCHES : SEARCHES.slice(0, 1)) {
    found = astar({
      start,
      actions: (state) => of.actions?.(state) ?? keys,
      step: (state, action) => of.step(state, action),
      goal: (state) => of.goal(state),
      ...(of.h && { h: (state: unknown) => of.h?.(state) ?? 0 }),
      ...(of.key && { key: (state: unknown) => of.key?.(state) ?? "" }),
      weight,
      limit,
    });
    if (found.path || found.isExhausted) break;
  }
  return found as Solution<unknown, string>;
}

/** The actions that the log supports least: those that the model knows least of. */
function untested(): string {
  const tries = new Map(standing.available.map((action) => [action, 0]));
  for (const { action } of log) {
    const kind = action.startsWith("6:") ? "6" : action;
    if (tries.has(kind)) tries.set(kind, (tries.get(kind) ?? 0) + 1);
  }
  const rare = [...tries].filter(([, times]) => times < 2).map(([action]) => action);
  return rare.length > 0 ? `; hardly tried: ${rare.join(", ")}` : "";
}

/** Plans in the model and plays, level after level, as long as all comes true. */
export async function cruise({ levels = Number.POSITIVE_INFINITY } = {}): Promise<CruiseResult> {
  let [won, actions] = [0, 0];
  const done = (stop: string): CruiseResult => ({ levels: won, actions, stop });
  while (won < levels) {
    const of = model;
    if (!of) return done("there is no model: call model({init, step, goal, fits})");
    if (misses >= MAX_MISSES)
      return done(`the model is retired after ${MAX_MISSES} misses in a row: write another`);
    latest = verify(of);
    if (!latest.isAccepted) return done(`the model misfits: ${latest.misfits.join(" | ")}`);
    const start = presentState(of);
    if (start === undefined)
      return done("the model has no present state: RESET, then cruise again");
    const { path, states, expanded, isExhausted } = search(of, start);
    if (!path) {
      const why = isExhausted ? "the goal can't be reached in the model" : "no plan was found";
      return done(`${why} (${expanded} states)${untested()}`);
    }
    if (path.length === 0)
      return done("the goal holds in the model already, but the level goes on");
    const { level } = standing;
    playOnLevel();
    const result = await act(path, {
      expect: (after, index) => of.fits(after, states[index]),
    });
    actions += result.taken;
    if (standing.level !== level) {
      won += 1;
      misses = 0;
      continue;
    }
    misses += 1;
    return done(
      result.stop ?? "all came true as planned, but the level goes on: the goal is another",
    );
  }
  return done("all levels asked for are won");
}
