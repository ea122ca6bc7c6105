import { log, now, renewPictures, standing } from "./log.ts";
import { checkModel, type ExecutableModel, faultOf, ModelError } from "./model.ts";
import { planIn } from "./plan.ts";
import { act, playOnLevel } from "./play.ts";
import { attemptOf, createReplay } from "./replay.ts";
import { listUntested, type Untested } from "./untested.ts";
import { budgetOf, type Verification, verify } from "./verify.ts";

/** A model is retired after so many misses in a row. */
const MAX_MISSES = 3;

let model: ExecutableModel | undefined;
let latest: Verification | undefined;
let misses = 0;

/** The outcome of `cruise`. */
export interface CruiseResult {
  /** Levels won, and actions taken. */
  readonly levels: number;
  readonly actions: number;
  readonly stop: string;
  /** Where no plan was found: what to test next, for the model may lack something. */
  readonly untested?: readonly Untested[];
}

export interface CruiseOptions {
  /** The most levels to win. */
  readonly levels?: number;
  /** The most milliseconds for one search. */
  readonly ms?: number;
}

/** Takes in a model, and tells how it stands against the log. */
export function takeModel(given: ExecutableModel): Verification {
  const fault = faultOf(given as unknown as Record<string, unknown>);
  if (fault !== undefined) throw new Error(`model: ${fault}`);
  renewPictures();
  model = given;
  misses = 0;
  latest = verify(given, log, standing.level);
  return latest;
}

/** How the model stands, and its source; undefined without one. */
export const modelState = () =>
  model &&
  latest && {
    isAccepted: latest.isAccepted && misses < MAX_MISSES,
    isSure: latest.isAccepted && misses === 0 && latest.unforeseen === 0,
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

/** The state that the play is in now. Throws a ModelError where the model can't tell. */
function presentState(of: ExecutableModel): unknown {
  const checked = checkModel(of);
  const replay = createReplay(checked);
  for (const entry of attemptOf(log)) replay.follow(entry);
  const state = log.length === 0 ? checked.init(now(), standing.level) : replay.state();
  if (state === undefined)
    throw new ModelError("it has lost the present state: RESET (action 0) first");
  return state;
}

/** Plans in the model and plays, level after level, as long as all comes true. */
export async function cruise(options: CruiseOptions = {}): Promise<CruiseResult> {
  const { levels = Number.POSITIVE_INFINITY, ms = Number.POSITIVE_INFINITY } = options;
  let [won, actions] = [0, 0];
  const done = (stop: string, untested?: readonly Untested[]): CruiseResult => ({
    levels: won,
    actions,
    stop,
    ...(untested && { untested }),
  });
  while (won < levels) {
    const attempt: Attempt = await cruiseLevel(ms).catch((error) => {
      if (error instanceof ModelError) return { taken: 0, stop: error.message };
      throw error;
    });
    actions += attempt.taken;
    if (attempt.stop !== undefined) return done(attempt.stop, attempt.untested);
    won += 1;
  }
  return done("all levels asked for are won");
}

interface Attempt extends Pick<CruiseResult, "untested"> {
  readonly taken: number;
  /** Why the level was not won. */
  readonly stop?: string;
}

/** Plays one level. */
async function cruiseLevel(ms: number): Promise<Attempt> {
  const of = model;
  if (!of) return { taken: 0, stop: "there is no model: call model({init, step, goal, fits})" };
  if (misses >= MAX_MISSES) {
    const stop = `the model is retired after ${MAX_MISSES} misses in a row: write another`;
    return { taken: 0, stop };
  }
  renewPictures();
  latest = verify(of, log, standing.level);
  if (!latest.isAccepted) {
    return { taken: 0, stop: `the model misfits: ${latest.misfits.join(" | ")}` };
  }
  const start = presentState(of);
  const plan = planIn(of, start, ms);
  if (!plan.path) {
    const untested = listUntested(of, start, now(), log);
    return { taken: 0, stop: `${plan.why}; what the log supports least is in untested`, untested };
  }
  if (plan.path.length === 0) {
    return { taken: 0, stop: "goal is true in the model already, but the level goes on" };
  }
  const budget = budgetOf(log, standing.level);
  const spent = attemptOf(log).filter(({ action }) => action !== "0").length;
  if (budget !== undefined && spent + plan.path.length >= budget) {
    const takes = `the plan takes ${plan.path.length} actions after ${spent}`;
    const stop = `${takes}, but an attempt died after ${budget}: put the budget into the state`;
    return { taken: 0, stop };
  }
  const { level } = standing;
  const checked = checkModel(of);
  let misfit = "";
  playOnLevel();
  const { taken, stop } = await act(plan.path, {
    expect(after, index) {
      const state = plan.states[index];
      misfit = checked.misfit(after, state);
      return misfit === "";
    },
  });
  if (standing.level !== level) {
    misses = 0;
    return { taken };
  }
  misses += 1;
  if (stop === undefined) {
    const why = "all came true as planned, but the level goes on: the goal is another";
    return { taken, stop: why };
  }
  return { taken, stop: misfit === "" ? stop : `${stop}: ${misfit}` };
}
