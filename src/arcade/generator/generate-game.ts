import { createHash } from "node:crypto";
import { createRandom } from "../../base/random.ts";
import type { Action } from "../../game/action.ts";
import type { Grid } from "../../game/frame.ts";
import type { ArcadeGame } from "../game.ts";
import { baselineOf } from "../moves.ts";
import { createPicture } from "../picture.ts";
import { advance, type Outcome } from "./advance.ts";
import { ACTIONS, hasAvatar } from "./control.ts";
import { drawScene } from "./draw-scene.ts";
import { columnOf, rowOf } from "./ground.ts";
import { keyOf, movesOf, openingOf, type Scene } from "./level.ts";
import { makeLevel, type ProvenLevel } from "./make-level.ts";
import { drawPlan } from "./plan.ts";
import { RECIPES, type Recipe } from "./recipes.ts";

/** Goes up with every change by which a seed makes another game. */
const VERSION = 1;

/** A game made from a seed, and what is known of it from the making. */
export interface GeneratedGame extends ArcadeGame<Scene> {
  readonly recipe: string;
  /** Actions that win a level from its start; the fewest where the search got so far. */
  proofOf(level: number): readonly Action[];
}

/**
 * Makes a small game: a pure function of the seed, which is also the game's name (four letters or
 * digits), and of the recipe. Levels are made when they are first asked for. The baseline of a level
 * is `baselineOf` the length of its proof.
 */
export function generateGame(
  seed: string,
  recipe: Recipe = createRandom(`${seed}/recipe`).pick(RECIPES),
): GeneratedGame {
  const random = createRandom(`${seed}/${recipe.name}`);
  const plan = drawPlan(recipe, random.fork("plan"));
  const { theme, levelCount } = plan;
  const made: ProvenLevel[] = [];
  const proven = (index: number): ProvenLevel => {
    made[index] ??= makeLevel(plan, index, random.fork(`level ${index}`));
    return made[index];
  };
  const levelOf = (scene: Scene) => proven(scene.level).level;
  const draw = (scene: Scene) => drawScene(levelOf(scene), scene, theme);

  function animate(before: Scene, { scene, status, via }: Outcome): readonly Grid[] {
    const pictures = via.map(draw);
    const level = levelOf(scene);
    const step = scene.at - before.at;
    const isStep = level.steps.includes(step) && hasAvatar(level.control);
    if (theme.glides && via.length === 0 && isStep) {
      const half = level.layout.cell >> 1;
      const across = Math.sign(columnOf(scene.at) - columnOf(before.at)) * half;
      const down = Math.sign(rowOf(scene.at) - rowOf(before.at)) * half;
      pictures.push(drawScene(level, before, theme, [across, down]));
    }
    if (status !== "playing") {
      const colour = status === "won" ? theme.accent : theme.barColour;
      for (let flash = 0; flash < theme.flashes; flash += 1) {
        pictures.push(draw(scene), createPicture(colour));
      }
    }
    return pictures;
  }

  return {
    id: `${seed}-${createHash("sha256").update(`${VERSION}/${seed}/${recipe.name}`).digest("hex").slice(0, 8)}`,
    title: seed.toUpperCase(),
    tags: [tagOf(ACTIONS[recipe.control])],
    availableActions: plan.undoes ? [...ACTIONS[recipe.control], 7] : ACTIONS[recipe.control],
    levelCount,
    get baselines() {
      return Array.from({ length: levelCount }, (_, at) => baselineOf(proven(at).proof.length));
    },
    start: (index) => openingOf(proven(index).level, index),
    play(scene, action) {
      const outcome = advance(levelOf(scene), scene, action);
      if (outcome.scene === scene) return { state: scene, status: "playing", animation: [] };
      return { state: outcome.scene, status: outcome.status, animation: animate(scene, outcome) };
    },
    draw,
    moves: (scene) => movesOf(levelOf(scene)),
    key: (scene) => keyOf(levelOf(scene), scene),
    reserve: ({ left }) => left ?? Number.POSITIVE_INFINITY,
    recipe: recipe.name,
    proofOf: (index) => proven(index).proof,
  };
}

function tagOf(actions: readonly number[]): string {
  if (!actions.includes(6)) return "keyboard";
  return actions.length > 1 ? "keyboard_click" : "click";
}
