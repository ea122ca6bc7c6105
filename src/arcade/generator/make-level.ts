import type { Random } from "../../base/random.ts";
import type { Action } from "../../game/action.ts";
import { advance, isDone } from "./advance.ts";
import { carryOut } from "./carry-out.ts";
import { hasAvatar } from "./control.ts";
import { createLayout } from "./easel.ts";
import { createGround, STEPS, STRIDE } from "./ground.ts";
import { type Level, openingOf } from "./level.ts";
import type { Plan } from "./plan.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules/catalog.ts";
import { solve } from "./solve.ts";
import { drawStage } from "./stages.ts";

/** A level and actions that win it. */
export interface ProvenLevel {
  readonly level: Level;
  readonly proof: readonly Action[];
}

/** Longer solutions are found by nobody. */
const LONGEST = 60;
const HARDEST = 5;
/** Scenes looked at per try where nothing but the search can tell a solution. */
const SEARCHED = 4_000;
/** Where a solution is known from making the level, the search only looks for a shorter one. */
const SEARCHED_BESIDE = 800;
/** Layouts tried before the level is made easier by one. */
const TRIES = 8;

/**
 * Makes level `index` of a game: lays it out at random until one has a solution of a fair length,
 * found by search or known from the making. Every 8 tries the level becomes easier by one;
 * throws after 400 tries, which is a fault of a recipe.
 */
export function makeLevel(plan: Plan, index: number, random: Random): ProvenLevel {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const wanted = Math.min(HARDEST, plan.grade + index);
    const hardness = Math.max(0, wanted - Math.floor(attempt / TRIES));
    const level = layOut(plan, Math.min(index, hardness), hardness, random.fork(`${attempt}`));
    const proof = level && prove(level);
    if (!proof || proof.length < shortestFor(plan, hardness) || proof.length > LONGEST) continue;
    const budget = plan.generosity === null ? null : Math.ceil(plan.generosity * proof.length) + 10;
    return { level: { ...level, budget }, proof };
  }
  throw new Error(`no level ${index} for '${plan.recipe.name}'`);
}

/** Shorter solutions are found by accident. */
function shortestFor({ recipe: { control } }: Plan, hardness: number): number {
  if (!hasAvatar(control)) return 3 + Math.min(3, hardness);
  if (control === "slide") return 4 + Math.min(3, hardness);
  return 5 + 2 * Math.min(4, hardness);
}

/** A level with the first `extras` of the rules that join later. */
function layOut(plan: Plan, extras: number, hardness: number, random: Random): Level | null {
  const { recipe, theme } = plan;
  const { control } = recipe;
  const side = Math.min(recipe.side, 5 + ((hardness + 1) >> 1));
  const ground = createGround(drawStage(random.pick(recipe.stages), side, random));
  const first = hasAvatar(control) ? ground.take(random) : -1;
  if (first === null) return null;
  const rules: Rule[] = [];
  for (const name of [...recipe.rules, ...plan.later.slice(0, extras), ...plan.always]) {
    const rule = RULES[name]({ ground, random, start: first, hardness });
    if (rule === null) return null;
    rules.push(rule);
  }
  const arrows = control === "arrows" ? arrowsOf(ground.margin(3, 3, plan.arrowSide)) : [];
  const cell = ground.floor.size > 0 ? theme.floorCell : theme.bareCell;
  const layout = createLayout(ground.bounds(), cell, theme.place);
  if (layout === null) return null;
  const presses = rules.flatMap((rule) => rule.presses ?? []).sort((a, b) => a - b);
  const useful = rules.find(({ idle, presses: own }) => !idle && own)?.presses ?? [];
  const isPointed = control === "cursor" || control === "turn";
  return {
    control,
    layout,
    steps: plan.steps.map((step) => STEPS[step]!),
    presses,
    arrows,
    floor: ground.floor,
    walls: ground.walls,
    rules,
    start: isPointed ? useful[0]! : first,
    budget: null,
    undoes: plan.undoes,
  };
}

/** The four squares of a cross in a block of 3 × 3, in the order of the steps. */
function arrowsOf(block: readonly number[]): readonly number[] {
  const middle = block[4]!;
  return [middle - STRIDE, middle + STRIDE, middle - 1, middle + 1];
}

/** Actions that win a level: the fewest there are where the search gets so far, else those it was made by. */
function prove(level: Level): readonly Action[] | null {
  if (isDone(level, openingOf(level, 0))) return null;
  const pressing = level.rules.find(({ proof }) => proof)?.proof;
  const known = pressing ? carryOut(level, pressing) : null;
  if (known && !wins(level, known)) return null;
  return solve(level, known ? SEARCHED_BESIDE : SEARCHED) ?? known;
}

function wins(level: Level, actions: readonly Action[]): boolean {
  let scene = openingOf(level, 0);
  for (const [at, action] of actions.entries()) {
    const outcome = advance(level, scene, action);
    if (outcome.status !== "playing") return outcome.status === "won" && at === actions.length - 1;
    scene = outcome.scene;
  }
  return false;
}
