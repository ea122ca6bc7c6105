import { type LayRule, raise, takeAll } from "../rule.ts";

/**
 * Squares that bear one step and are holes from then on.
 *
 * Measures: planning a path over floor that can be used once.
 */
export const crack: LayRule = (site) => {
  const squares = takeAll(site, 3 + Math.min(site.hardness, 3));
  if (!squares) return null;
  return {
    start: squares.map(() => 0),
    leave: (gone, square) => raise(gone, squares, square),
    blocks: (gone, square) => gone[squares.indexOf(square)] === 1,
    draw(gone, easel) {
      for (const [at, square] of squares.entries()) {
        if (gone[at]) easel.tile(square, easel.theme.background);
        else easel.put(square, easel.theme.looks.crack);
      }
    },
  };
};
