import type { Tile } from "../perception/board.ts";
import type { GoalContext } from "./goal-context.ts";

interface Thing {
  readonly colour: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What may stand at the head of a row or a column of a panel: small components and the tiles of other panels. */
function thingsBeside(index: number, { board, values, view }: GoalContext): Thing[] {
  return [
    ...board.others.filter(({ colour }) => colour !== board.ground),
    ...board.tiles.flatMap((tile, at) => {
      const { panel, left, top, width, height } = tile;
      if (panel === index) return [];
      const colour = values[at] as number;
      return [{ colour, left, top, right: left + width - 1, bottom: top + height - 1 }];
    }),
  ].filter(({ right, left }) => right - left < view.width / 2);
}

/**
 * The colours at the heads of a panel's rows or columns, given by the first tile of each: once for each
 * set of things of which one is in line with each of them, and all in line with one another.
 */
export function listHeads(
  index: number,
  lines: readonly Tile[],
  line: "row" | "column",
  context: GoalContext,
): number[][] {
  const things = thingsBeside(index, context);
  const axis = line === "row" ? "y" : "x";
  const span = (thing: Thing) =>
    axis === "x"
      ? [thing.left, thing.right, thing.top, thing.bottom]
      : [thing.top, thing.bottom, thing.left, thing.right];
  const isInLine = (thing: Thing, { left, top, width, height }: Tile) => {
    const [from, to] = span(thing) as [number, number];
    const [start, size] = axis === "x" ? [left, width] : [top, height];
    return Math.abs(from + to - 2 * start - size + 1) <= 2 && to - from < 2 * size;
  };
  const first = lines[0] as Tile;
  return things
    .filter((thing) => isInLine(thing, first))
    .flatMap((thing) => {
      const [, , low, high] = span(thing);
      const heads = lines.map((line) =>
        things.find(
          (other) => isInLine(other, line) && span(other)[2] === low && span(other)[3] === high,
        ),
      );
      return heads.every((head) => head !== undefined) ? [heads.map(({ colour }) => colour)] : [];
    })
    .filter((heads) => new Set(heads).size > 1);
}
