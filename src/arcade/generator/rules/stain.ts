import { type LayRule, raise, takeAll } from "../rule.ts";

/**
 * Marked squares that take the avatar's colour when walked on: the goal is to colour all.
 *
 * Measures: covering all marked squares.
 */
export const stain: LayRule = (site) => {
  const squares = takeAll(site, 3 + site.random.int(2) + (site.hardness >> 1));
  if (!squares) return null;
  return {
    start: squares.map(() => 0),
    enter: (done, square) => raise(done, squares, square),
    isDone: (done) => !done.includes(0),
    draw(done, easel) {
      const { avatar, looks } = easel.theme;
      for (const [at, square] of squares.entries()) {
        if (done[at]) easel.tile(square, avatar.colour);
        else easel.put(square, looks.stain);
      }
    },
  };
};
