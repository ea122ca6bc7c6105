import type { ToldStep } from "../../advice/step-lines.ts";
import type { Action } from "../../game/action.ts";
import { CLICK } from "../../game/action.ts";
import { type Frame, lastGrid } from "../../game/frame.ts";
import { hashGrid, keyOf } from "../../game/grid-hash.ts";
import type { Step } from "../../game/step.ts";
import type { LogEntry, Played, Standing } from "../../sandbox/protocol.ts";
import { formatAction, parseAction } from "./action-text.ts";

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
  let hasExpected = false;
  /** Kinds of actions that had an effect on this level. */
  let effective = new Set<string>();
  /** Pictures and actions that ended in a death. */
  const deadly = new Set<string>();

  const current = (): Frame => frame as Frame;
  const pictureKey = (of: Frame): string => {
    const { cells, width } = lastGrid(of);
    return keyOf(hashGrid(cells, width));
  };
  /** Actions with one effect: a key, or clicks on a colour. */
  const kindOf = ({ id, x = 0, y = 0 }: Action, at: Frame): string => {
    const { cells, width } = lastGrid(at);
    return id === CLICK ? `${id} on ${cells[y * width + x]}` : String(id);
  };
  const standing = (of: Frame): Standing => ({
    level: of.levelsCompleted + 1,
    available: of.availableActions.map(String),
  });

  /** Why an action is not to be taken; undefined where it may be. */
  const refusal = (action: Action | undefined, text: string): string | undefined => {
    if (!action) return `there is no action ${JSON.stringify(text.slice(0, 20))}`;
    if (action.id === 0) return onLevel === 0 ? "the level has only just begun" : undefined;
    if (!current().availableActions.includes(action.id)) {
      return `${text} is not available; there are ${current().availableActions.join(", ")}`;
    }
    const key = `${pictureKey(current())} ${formatAction(action)}`;
    return deadly.has(key) ? `${text} was deadly in this very picture` : undefined;
  };

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
      const why = refusal(action, text);
      if (!action || why !== undefined) return { taken: 0, stop: why ?? "no action" };
      // That the code goes on after its last action shows that it found what it expected.
      const last = told.at(-1);
      if (hasExpected && last) told[told.length - 1] = { ...last, isExpected: true };
      const kind = kindOf(action, current());
      const mattered = effective.has(kind);
      const before = current();
      const step = await take(action);
      hasExpected = hasExpectation;
      if (!step) return { taken: 0, stop: `${text} was refused by the game` };
      const stop = endOf(step, before, current());
      if (stop !== undefined) hasExpected = false;
      if (stop !== undefined) return { taken: 1, stop };
      const isStill = pictureKey(before) === pictureKey(step.after);
      const isWaste = isStill && mattered && action.id !== 0 && !hasExpectation;
      return isWaste ? { taken: 1, stop: `${text} had no effect here` } : { taken: 1 };
    },
    news() {
      const news = told;
      told = [];
      hasExpected = false;
      return news;
    },
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
      const died = after.state === "GAME_OVER";
      if (before && died) deadly.add(`${pictureKey(before)} ${formatAction(action)}`);
      if (before && pictureKey(before) !== pictureKey(after)) effective.add(kindOf(action, before));
      if (levelCompleted) effective = new Set();
      const entry: LogEntry = {
        action: formatAction(action),
        before: before && lastGrid(before),
        after: lastGrid(after),
        between: after.grids.slice(0, -1).slice(-MAX_BETWEEN),
        level: (before ?? after).levelsCompleted + 1,
        levelUp: levelCompleted,
        died,
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
