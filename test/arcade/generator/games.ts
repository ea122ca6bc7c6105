import type { GeneratedGame } from "../../../src/arcade/generator/generate-game.ts";
import { generateGames } from "../../../src/arcade/generator/generated-set.ts";
import type { Random } from "../../../src/base/random.ts";
import { type Action, click } from "../../../src/game/action.ts";
import type { Grid } from "../../../src/game/frame.ts";

/** Every recipe once and some twice; made once for all tests of a file. */
export const sixtyGames: readonly GeneratedGame[] = generateGames({
  set: "train",
  count: 60,
  offset: 0,
});

export const textOf = ({ cells }: Grid): string => Buffer.from(cells).toString("latin1");

/** Half moves that matter, half anything the game lists. */
export function anyAction(game: GeneratedGame, moves: readonly Action[], random: Random): Action {
  if (random.int(2) === 0) return random.pick(moves);
  const id = random.pick(game.availableActions);
  return id === 6 ? click(random.int(64), random.int(64)) : { id };
}
