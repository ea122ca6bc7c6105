import type { Tile } from "../perception/board.ts";
import type { Bounds } from "../perception/bounds.ts";
import type { GoalContext } from "./goal-context.ts";

/** From where to where something lies along a line of tiles, and across it. */
type Span = readonly [from: number, to: number, low: number, high: number];

interface Thing extends Bounds {
  readonly colour: number;
}

/** The possible headers of a row or column of a panel: small components and the tiles of other panels. */
function thingsBeside(index: number, { board, values, view }: GoalContext): Thing[] {
  return [
    ...board.outside.filter(({ colour }) => colour !== board.ground),
    ...board.tiles.flatMap((tile, at) =>
      tile.panel === index ? [] : [{ ...tile, colour: values[at] as number }],
    ),
  ].filter(({ right, left }) => right - left < view.width / 2);
}

/**
 * Lists the sets of headers of a panel's rows or columns (given by the first tile of each), as colours: one
 * thing in line with each row or column, all in line with one another.
 */
export function listHeaders(
  index: number,
  lines: readonly Tile[],
  line: "row" | "column",
  context: GoalContext,
): number[][] {
  const things = thingsBeside(index, context);
  const span = ({ left, right, top, bottom }: Bounds) =>
    (line === "column" ? [left, right, top, bottom] : [top, bottom, left, right]) as Span;
  const isInLine = (thing: Thing, tile: Tile) => {
    const [[from, to], [start, end]] = [span(thing), span(tile)];
    return Math.abs(from + to - start - end) <= 2 && to - from < 2 * (end - start + 1);
  };
  const first = lines[0] as Tile;
  return things
    .filter((thing) => isInLine(thing, first))
    .flatMap((thing) => {
      const [, , low, high] = span(thing);
      const headers = lines.map((line) =>
        things.find(
          (other) => isInLine(other, line) && span(other)[2] === low && span(other)[3] === high,
        ),
      );
      return headers.every((header) => header !== undefined)
        ? [headers.map(({ colour }) => colour)]
        : [];
    })
    .filter((headers) => new Set(headers).size > 1);
}
