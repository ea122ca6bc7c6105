import { createRandom } from "../../base/random.ts";
import { type GeneratedGame, generateGame } from "./generate-game.ts";
import { RECIPES } from "./recipes.ts";
import { shuffled } from "./theme.ts";

/**
 * The sets of generated games, by the first letter of their games' names. `train` is for making and
 * choosing agents. `held-out` is for measuring them, at the very end: whoever looks at how an agent
 * does there and then changes the agent has used it up.
 */
const LETTERS = { train: "t", "held-out": "h" } as const;

export type SetName = keyof typeof LETTERS;
export const SET_NAMES = Object.keys(LETTERS) as readonly SetName[];

/** Games in a set: three digits of base 36. */
export const SET_SIZE = 36 ** 3;

/** Some neighbouring games of a set. */
export interface Selection {
  readonly set: SetName;
  readonly count: number;
  /** The first one's number in the set, from 0. */
  readonly offset: number;
}

/**
 * Makes them. A set goes through all recipes, in an order of its own drawn at random, before one comes
 * again: any `RECIPES.length` games from a multiple of it hold one of each.
 */
export function generateGames({ set, count, offset }: Selection): readonly GeneratedGame[] {
  return Array.from({ length: count }, (_, at) => generateFrom(set, offset + at));
}

function generateFrom(set: SetName, number: number): GeneratedGame {
  const round = Math.floor(number / RECIPES.length);
  const recipes = shuffled(RECIPES, createRandom(`${set}/round ${round}`));
  const name = LETTERS[set] + number.toString(36).padStart(3, "0");
  return generateGame(name, recipes[number % RECIPES.length]);
}
