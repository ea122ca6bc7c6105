import type { View } from "../view.ts";
import type { Board, Tile } from "./board.ts";
import type { Panel } from "./panel.ts";
import { type Patch, type Pattern, readPattern } from "./pattern.ts";
import { SYMMETRIES } from "./symmetry.ts";

/** Something that a level may want its tiles to show. */
export interface Goal {
  /** What sort of goal it is: equal on other levels. */
  readonly kind: string;
  /** Equal for the same goal on one level. */
  readonly id: string;
  /** How unusual it is, from 0; a point weighs as much as three tiles to change. */
  readonly oddity: number;
  /** The panel it is about. */
  readonly panel: number;
  /** What the panel's tiles should show, in no order; undefined where that is left open. */
  readonly wanted?: readonly number[];
  /** How many tiles are not as it wants them; 0 where it is met. */
  cost(values: readonly number[]): number;
}

/** What the goals of a panel are thought out from. */
export interface Exhibit {
  readonly view: View;
  readonly board: Board;
  readonly patches: readonly Patch[];
  /** The colours seen on the panel's tiles. */
  readonly colours: ReadonlySet<number>;
  readonly values: readonly number[];
}

const SYMMETRY_ODDITY = [0, 1, 2, 3, 4, 5, 5, 5] as const;

/** Each tile of the panel as in `wanted`, given in reading order. */
function match(
  panel: number,
  kind: string,
  oddity: number,
  tiles: readonly number[],
  wanted: readonly number[],
): Goal {
  const cost = (values: readonly number[]) =>
    tiles.reduce((sum, tile, at) => sum + Number(values[tile] !== wanted[at]), 0);
  return { panel, kind, id: `${panel} ${wanted.join()}`, oddity, wanted, cost };
}

const overlaps = (patch: Patch, { left, top, ...panel }: Panel): boolean =>
  patch.left < left + panel.columns * panel.pitchX &&
  patch.top < top + panel.rows * panel.pitchY &&
  patch.left + patch.width > left &&
  patch.top + patch.height > top;

/** The patterns that a panel may be meant to equal, as the level shows them. */
function modelsFor(index: number, { view, board, patches, values }: Exhibit): Pattern[] {
  const panel = board.panels[index] as Panel;
  const { rows, columns, holes } = panel;
  if (holes.size > 0) return [];
  const shapes =
    rows === columns
      ? [[rows, columns]]
      : [
          [rows, columns],
          [columns, rows],
        ];
  const models: Pattern[] = [];
  for (const [r, c] of shapes as [number, number][]) {
    for (const [at, other] of board.panels.entries()) {
      if (at === index || other.rows !== r || other.columns !== c || other.holes.size > 0) continue;
      models.push(
        Array.from({ length: r }, (_, row) =>
          Array.from(
            { length: c },
            (_, column) => values[board.tileAt(at, row, column) as number] as number,
          ),
        ),
      );
    }
    for (const patch of patches) {
      if (overlaps(patch, panel)) continue;
      const pattern = readPattern(view, patch, r, c);
      if (pattern) models.push(pattern);
    }
  }
  const isPlain = (pattern: Pattern) => new Set(pattern.flat()).size < 2;
  return models.filter((pattern) => !isPlain(pattern));
}

interface Thing {
  readonly colour: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What may stand at the head of a row or a column of a panel: small components and the tiles of other panels. */
function thingsBeside(index: number, { board, values, view }: Exhibit): Thing[] {
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

/** For each row of things, one in line with each of the lines, their colours; `axis` is along the row. */
function headsOf(lines: readonly Tile[], things: readonly Thing[], axis: "x" | "y"): number[][] {
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

/**
 * The colours of what frames some of a panel's tiles, in the gaps beside them, where these are colours
 * of its tiles; undefined where there is no such, or around more than half of them.
 */
function marksOf(
  index: number,
  { view, board, colours }: Exhibit,
): ReadonlyMap<number, number> | undefined {
  const { width: stride, height: end, cells } = view;
  const { width, height, pitchX, pitchY } = board.panels[index] as Panel;
  const reach = Math.max(1, Math.min(pitchX - width, pitchY - height));
  const marks = new Map<number, number>();
  let count = 0;
  for (const [at, tile] of board.tiles.entries()) {
    if (tile.panel !== index) continue;
    count += 1;
    const counts = new Map<number, number>();
    const sides = new Map<number, Set<string>>();
    for (let y = tile.top - reach; y < tile.top + height + reach; y++) {
      for (let x = tile.left - reach; x < tile.left + width + reach; x++) {
        const across = x < tile.left ? "left" : x >= tile.left + width ? "right" : "";
        const down = y < tile.top ? "above" : y >= tile.top + height ? "below" : "";
        if (!(across || down) || x < 0 || y < 0 || x >= stride || y >= end) continue;
        const colour = cells[y * stride + x] as number;
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
        sides.set(colour, (sides.get(colour) ?? new Set()).add(across).add(down));
      }
    }
    const ground = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
    for (const [colour, found] of sides) {
      found.delete("");
      if (colour !== ground && colours.has(colour) && found.size === 4) marks.set(at, colour);
    }
  }
  return marks.size > 0 && 2 * marks.size <= count ? marks : undefined;
}

/** The goals a panel may have. */
export function listGoals(index: number, exhibit: Exhibit): Goal[] {
  const { board, colours } = exhibit;
  const { rows, columns } = board.panels[index] as Panel;
  const tiles = board.tiles.flatMap(({ panel }, tile) => (panel === index ? [tile] : []));
  const tileOf = (tile: number) => board.tiles[tile] as Tile;
  const goals: Goal[] = [];

  for (const model of modelsFor(index, exhibit)) {
    for (const [at, [name, turn]] of SYMMETRIES.entries()) {
      const pattern = turn(model);
      if (pattern.length !== rows || pattern[0]?.length !== columns) continue;
      goals.push(
        match(index, `model ${name}`, SYMMETRY_ODDITY[at] as number, tiles, pattern.flat()),
      );
    }
  }
  for (const colour of colours)
    goals.push(
      match(
        index,
        "alike",
        2,
        tiles,
        tiles.map(() => colour),
      ),
    );

  const rowLines = Array.from({ length: rows }, (_, row) =>
    tiles.filter((tile) => tileOf(tile).row === row),
  );
  const columnLines = Array.from({ length: columns }, (_, column) =>
    tiles.filter((tile) => tileOf(tile).column === column),
  );
  const marked = marksOf(index, exhibit);
  if (marked) {
    const cost = (values: readonly number[]) =>
      tiles.reduce((sum, tile) => {
        const mark = marked.get(tile);
        return sum + Number(mark !== undefined && mark !== values[tile]);
      }, 0);
    const id = `${index} marked`;
    goals.push({ panel: index, kind: "as marked", id, oddity: 0.5, cost });
  }
  const things = thingsBeside(index, exhibit);
  for (const [line, lines] of [
    ["row", rowLines],
    ["column", columnLines],
  ] as const) {
    if (lines.length < 2) continue;
    const firsts = lines.map((tilesOfLine) => tileOf(tilesOfLine[0] as number));
    for (const heads of headsOf(firsts, things, line === "row" ? "y" : "x")) {
      const wanted = tiles.map((tile) => heads[tileOf(tile)[line]] as number);
      goals.push(match(index, `${line} as headed`, 0.5, tiles, wanted));
    }
    if ((lines[0]?.length ?? 0) < 2) continue;
    goals.push({
      panel: index,
      kind: `${line} alike`,
      id: `${line} alike ${index}`,
      oddity: 3,
      cost: (values) => lines.reduce((sum, of) => sum + of.length - mostAlike(of, values), 0),
    });
  }
  const seen = new Set<string>();
  return goals.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function mostAlike(line: readonly number[], values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const tile of line) {
    const value = values[tile] as number;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}
