import type { Action } from "../../game/action.ts";
import { readIntent } from "./control.ts";
import type { Level, Scene } from "./level.ts";
import type { Part, Rule, View } from "./rule.ts";

/** What an action came to. */
export interface Outcome {
  readonly scene: Scene;
  readonly status: "playing" | "won" | "lost";
  /** Scenes on the way there, each shown as a picture. */
  readonly via: readonly Scene[];
}

/** What rules may know of a scene; `except` is the rule that asks. */
export function viewOf(level: Level, { at, parts }: Scene, except?: Rule): View {
  return {
    at,
    get open() {
      return isDone(level, at, parts, except);
    },
    isFree: (square) =>
      level.floor.has(square) && !level.rules.some((rule, i) => rule.blocks?.(parts[i]!, square)),
  };
}

function isDone(level: Level, at: number, parts: readonly Part[], except?: Rule): boolean {
  return level.rules.every(
    (rule, i) => rule === except || !rule.isDone || rule.isDone(parts[i]!, at),
  );
}

/** Plays one action. One that the level does not take changes nothing, not even time. */
export function advance(level: Level, scene: Scene, action: Action): Outcome {
  if (action.id === 7 && level.undoes) return undo(scene);
  const intent = readIntent(level, scene.at, action);
  if (intent === null) return { scene, status: "playing", via: [] };
  const via: Scene[] = [];
  let next = scene;
  if (intent.kind === "step") next = walk(level, scene, intent.step, via);
  else if (intent.kind === "point") next = { ...scene, at: intent.square };
  else next = press(level, scene, intent.square);
  next = settle(level, scene, next);
  return { scene: next, status: statusOf(level, next), via };
}

function undo(scene: Scene): Outcome {
  const left = scene.left === null ? null : scene.left - 1;
  const back = { ...(scene.before ?? scene), left };
  return { scene: back, status: left === 0 ? "lost" : "playing", via: [] };
}

/** Moves the avatar one square, or on until something stops it; `via` receives the squares between. */
function walk(level: Level, scene: Scene, step: number, via: Scene[]): Scene {
  let here = scene;
  for (;;) {
    const next = stepOn(level, here, step);
    if (next === here) return here;
    if (here !== scene) via.push(here);
    here = next;
    const view = viewOf(level, here);
    const isCaught = level.rules.some((rule) =>
      rule.catches?.(here.at, { ...view, open: viewOf(level, here, rule).open }),
    );
    if (level.control !== "slide" || isCaught) return here;
  }
}

/** One square on, shoving what gives way; the same scene when something stands there. */
function stepOn(level: Level, scene: Scene, step: number): Scene {
  const to = scene.at + step;
  const view = viewOf(level, scene);
  if (!view.isFree(to)) return scene;
  let parts = scene.parts;
  for (const [i, rule] of level.rules.entries()) {
    const shoved = rule.shove?.(parts[i]!, to, to + step, view);
    if (shoved === null) return scene;
    if (shoved) parts = parts.with(i, shoved);
  }
  const from = scene.at;
  const sent = level.rules.map((rule) => rule.send?.(to)).find((square) => square !== undefined);
  const at = sent ?? to;
  parts = parts.map((part, i) => level.rules[i]!.leave?.(part, from) ?? part);
  const entered = parts.map((part, i) => level.rules[i]!.enter?.(part, at) ?? part);
  const moved = { ...scene, at, parts: entered };
  return level.control === "tread" ? press(level, moved, at) : moved;
}

function press(level: Level, scene: Scene, square: number): Scene {
  const parts = scene.parts.map((part, i) => level.rules[i]!.press?.(part, square) ?? part);
  return { ...scene, parts };
}

/** Time goes on: whatever moves by itself moves, and one action of the budget is spent. */
function settle(level: Level, before: Scene, scene: Scene): Scene {
  const view = viewOf(level, scene);
  const parts = scene.parts.map((part, i) => level.rules[i]!.tick?.(part, view) ?? part);
  const isFilled = level.rules.some(
    (rule, i) => rule.refills && parts[i]!.join() !== before.parts[i]!.join(),
  );
  const left = scene.left === null ? null : isFilled ? level.budget : scene.left - 1;
  return { level: scene.level, at: scene.at, parts, left, before: level.undoes ? before : null };
}

function statusOf(level: Level, { at, parts, left }: Scene): Outcome["status"] {
  if (level.rules.some((rule, i) => rule.harms?.(parts[i]!, at))) return "lost";
  if (isDone(level, at, parts)) return "won";
  return left === 0 ? "lost" : "playing";
}
