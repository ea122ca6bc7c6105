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

/** Whether a square is floor that no rule bars. */
function isFree({ floor, rules }: Level, { parts }: Scene, square: number): boolean {
  if (!floor.has(square)) return false;
  for (let i = 0; i < rules.length; i += 1) {
    if (rules[i]!.blocks?.(parts[i]!, square)) return false;
  }
  return true;
}

/** Whether all goals are met, that of `except` aside. */
export function isDone({ rules }: Level, { at, parts }: Scene, except?: Rule): boolean {
  for (let i = 0; i < rules.length; i += 1) {
    const rule = rules[i]!;
    if (rule !== except && rule.isDone && !rule.isDone(parts[i]!, at)) return false;
  }
  return true;
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
    if (level.control !== "slide") return here;
    const isCaught = level.rules.some((rule) => rule.catches?.(next.at, isDone(level, next, rule)));
    if (isCaught) return here;
  }
}

const viewOf = (level: Level, scene: Scene): View => ({
  at: scene.at,
  isFree: (square) => isFree(level, scene, square),
});

/** One square on, shoving what gives way; the same scene when something stands there. */
function stepOn(level: Level, scene: Scene, step: number): Scene {
  const to = scene.at + step;
  if (!isFree(level, scene, to)) return scene;
  const view = viewOf(level, scene);
  let parts = scene.parts;
  for (const [i, rule] of level.rules.entries()) {
    const shoved = rule.shove?.(parts[i]!, to, to + step, view);
    if (shoved === null) return scene;
    if (shoved) parts = parts.with(i, shoved);
  }
  const from = scene.at;
  const sent = level.rules.map((rule) => rule.send?.(to)).find((square) => square !== undefined);
  const at = sent ?? to;
  parts = tell(level, parts, (rule, part) => rule.leave?.(part, from));
  parts = tell(level, parts, (rule, part) => rule.enter?.(part, at));
  const moved = { ...scene, at, parts };
  return level.control === "tread" ? press(level, moved, at) : moved;
}

function press(level: Level, scene: Scene, square: number): Scene {
  return { ...scene, parts: tell(level, scene.parts, (rule, part) => rule.press?.(part, square)) };
}

/** Every rule's part after what it was told; the very same list when nothing changed. */
function tell(
  { rules }: Level,
  parts: readonly Part[],
  hear: (rule: Rule, part: Part) => Part | undefined,
): readonly Part[] {
  let told: Part[] | null = null;
  for (let i = 0; i < rules.length; i += 1) {
    const part = parts[i]!;
    const next = hear(rules[i]!, part) ?? part;
    if (next === part) continue;
    told ??= [...parts];
    told[i] = next;
  }
  return told ?? parts;
}

/** Time goes on: whatever moves by itself moves, and one action of the budget is spent. */
function settle(level: Level, before: Scene, scene: Scene): Scene {
  const view = viewOf(level, scene);
  const parts = tell(level, scene.parts, (rule, part) => rule.tick?.(part, view));
  const isFilled = level.rules.some(
    (rule, i) => rule.refills && parts[i]!.join() !== before.parts[i]!.join(),
  );
  const left = scene.left === null ? null : isFilled ? level.budget : scene.left - 1;
  return { level: scene.level, at: scene.at, parts, left, before: level.undoes ? before : null };
}

function statusOf(level: Level, scene: Scene): Outcome["status"] {
  if (level.rules.some((rule, i) => rule.harms?.(scene.parts[i]!, scene.at))) return "lost";
  if (isDone(level, scene)) return "won";
  return scene.left === 0 ? "lost" : "playing";
}
