import type { Random } from "../../base/random.ts";
import { hasAvatar } from "./control.ts";
import type { Side } from "./ground.ts";
import type { Recipe } from "./recipes.ts";
import type { RuleName } from "./rules/catalog.ts";
import { drawTheme, shuffled, type Theme } from "./theme.ts";

/** What a game's levels have in common: its recipe and what was drawn beside it, each on its own. */
export interface Plan {
  readonly recipe: Recipe;
  readonly theme: Theme;
  readonly levelCount: number;
  /** How hard the first level is, 0–3; each further level is harder by one. */
  readonly grade: number;
  /** Rules that join one by one: level 1 has the first, level 2 the first two. */
  readonly later: readonly RuleName[];
  /** Rules of every level that are no part of the recipe. */
  readonly always: readonly RuleName[];
  /** Where ACTION1–4 lead: places in STEPS. */
  readonly steps: readonly number[];
  /** The step budget as a multiple of the solution; null: no budget. */
  readonly generosity: number | null;
  readonly undoes: boolean;
  readonly arrowSide: Side;
}

/** Up, down, left, right as they are called, mirrored or exchanged. */
const MAPPINGS = [
  [1, 0, 2, 3],
  [0, 1, 3, 2],
  [2, 3, 0, 1],
];

export function drawPlan(recipe: Recipe, random: Random): Plan {
  const of = (label: string) => random.fork(label);
  const chance = (label: string, share: number) => of(label).next() < share;
  const isBudgeted = chance("budget", 0.45);
  const isWalked = hasAvatar(recipe.control);
  const always: RuleName[] = [];
  if (chance("drifter", 0.2)) always.push("drifter");
  if (recipe.control !== "tread" && !isWalked && chance("bauble", 0.3)) always.push("bauble");
  if (isBudgeted && isWalked && chance("refill", 0.4)) always.push("refill");
  const levelCount = 3 + of("levels").int(4);
  return {
    recipe,
    theme: drawTheme(of("theme")),
    levelCount,
    grade: of("grade").pick([0, 1, 2, 2, 3]),
    later: shuffled(recipe.later, of("later")).slice(0, 2),
    always,
    steps: chance("mapping", 0.1) ? of("which mapping").pick(MAPPINGS) : [0, 1, 2, 3],
    generosity: isBudgeted ? 2 + 2 * of("generosity").next() : null,
    undoes: chance("undo", 0.2),
    arrowSide: of("arrows").pick(["left", "right", "below"]),
  };
}
