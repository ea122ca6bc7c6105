import type { ToldStep } from "../../advice/step-lines.ts";
import type { Action } from "../../game/action.ts";
import { type Frame, lastGrid } from "../../game/frame.ts";
import type { Step } from "../../game/step.ts";
import type { LogEntry, Played, Standing } from "../../sandbox/protocol.ts";
import { describeActions, formatAction, parseAction } from "./action-text.ts";
import { createGuard } from "./guard.ts";

/** The play as a director sees it: what was played, and the way to play on. */
export interface Play {
  readonly frame: Frame;
  /** From 1. */
  readonly level: number;
  /** Actions billed on the level, and in all. */
  readonly onLevel: number;
  readonly billed: number;
  /** Has an action taken; undefined where it was refused. */
  take(action: Action): Promise<Step | undefined>;
  /** Has an action of the model's taken, unless that would be a waste. `hasExpectation`: its code checks the outcome. */
  act(text: string, hasExpectation: boolean): Promise<Played>;
  /** Steps since they were last told. */
  news(): readonly ToldStep[];
  /** Levels that were won, with the actions of the attempt that did, a line each. */
  won(): string;
  /** The training asks for an action at this frame. */
  asked(frame: Frame): void;
  observe(step: Step): void;
}

export interface PlayOptions {
  /** Has an action taken by the training. */
  take(action: Action): Promise<Step | undefined>;
  /** Tells the sandbox of a step, or of where the play stands. */
  learn(entry: LogEntry | null, frame: Frame, standing: Standing): void;
}

/** Pictures of an animation that are kept. */
const MAX_BETWEEN = 6;

export function createPlay({ take, learn }: PlayOptions): Play {
  let frame: Frame | undefined;
  let billed = 0;
  let onLevel = 0;
  let steps = 0;
  let told: ToldStep[] = [];
  /** The actions of this attempt at the level. */
  let attempt: string[] = [];
  const wins = new Map<number, string>();
  let hasExpected = false;
  let wasWaste = false;
  const guard = createGuard();

  const current = (): Frame => frame as Frame;
  const standing = (of: Frame): Standing => ({
    level: of.levelsCompleted + 1,
    available: of.availableActions.map(String),
  });

  const play: Play = {
    get frame() {
      return current();
    },
    get level() {
      return current().levelsCompleted + 1;
    },
    get onLevel() {
      return onLevel;
    },
    get billed() {
      return billed;
    },
    take,
    async act(text, hasExpectation) {
      const action = parseAction(text);
      if (!action)
        return { taken: 0, stop: `there is no action ${JSON.stringify(text.slice(0, 20))}` };
      const why = guard.refusal(action, current(), onLevel);
      if (why !== undefined) return { taken: 0, stop: why };
      // That the code goes on after its last action shows that it found what it expected.
      const last = told.at(-1);
      if (hasExpected && last) told[told.length - 1] = { ...last, isExpected: true };
      const before = current();
      const step = await take(action);
      hasExpected = hasExpectation;
      if (!step) return { taken: 0, stop: `${text} was refused by the game` };
      const stop = endOf(step, before, current());
      if (stop !== undefined) {
        hasExpected = false;
        return { taken: 1, stop };
      }
      const isWaste = !hasExpectation && action.id !== 0 && wasWaste;
      return isWaste ? { taken: 1, stop: `${text} had no effect here` } : { taken: 1 };
    },
    news() {
      const news = told;
      told = [];
      hasExpected = false;
      return news;
    },
    won: () => [...wins.values()].join("\n"),
    asked(at) {
      if (at === frame) return;
      frame = at;
      learn(null, at, standing(at));
    },
    observe(step) {
      const { before, action, after, levelCompleted } = step;
      frame = after;
      steps += 1;
      billed += step.billed;
      onLevel = step.startsPlay || levelCompleted ? 0 : step.actionsOnLevel;
      wasWaste = guard.isWaste(step);
      guard.observe(step);
      attempt = action.id === 0 ? [] : [...attempt, formatAction(action)];
      if (levelCompleted) {
        const level = (before ?? after).levelsCompleted + 1;
        const by = describeActions(attempt);
        wins.set(
          level,
          `Level ${level} was won in ${step.actionsOnLevel} actions, at last by ${by}`,
        );
        attempt = [];
      }
      const entry: LogEntry = {
        action: formatAction(action),
        before: before && lastGrid(before),
        after: lastGrid(after),
        between: after.grids.slice(0, -1).slice(-MAX_BETWEEN),
        level: (before ?? after).levelsCompleted + 1,
        levelUp: levelCompleted,
        died: after.state === "GAME_OVER",
      };
      told.push({ ...entry, index: steps - 1, isExpected: false });
      learn(entry, after, standing(after));
    },
  };
  return play;
}

/** Why play stops after a step; undefined where it goes on. */
function endOf({ after, levelCompleted }: Step, before: Frame, now: Frame): string | undefined {
  if (levelCompleted)
    return `level ${before.levelsCompleted + 1} is won, level ${now.levelsCompleted + 1} begins`;
  if (after.state === "GAME_OVER") return "died: the level begins again";
  return undefined;
}
