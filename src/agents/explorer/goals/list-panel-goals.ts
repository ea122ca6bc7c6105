import type { Tile } from "../perception/board.ts";
import { countEach } from "../perception/count-each.ts";
import type { Panel } from "../perception/panel.ts";
import { SYMMETRIES } from "../perception/symmetry.ts";
import { readFramedColours } from "./framed-colours.ts";
import type { GoalContext } from "./goal-context.ts";
import { listClueGoals } from "./list-clues.ts";
import { listHeaders } from "./list-headers.ts";
import { listTemplates } from "./list-templates.ts";
import type { PanelGoal } from "./panel-goal.ts";

const SYMMETRY_ODDITY = [0, 1, 2, 3, 4, 5, 5, 5] as const;

/** Each tile of the panel as in `wanted`, given in reading order. */
function match(
  panel: number,
  kind: string,
  priorCost: number,
  tiles: readonly number[],
  wanted: readonly number[],
): PanelGoal {
  const cost = (values: readonly number[]) =>
    tiles.reduce((sum, tile, at) => sum + Number(values[tile] !== wanted[at]), 0);
  return { panel, kind, id: `${panel} ${wanted.join()}`, priorCost, wanted, cost };
}

/** The goals a panel of colours may have. */
export function listPanelGoals(index: number, context: GoalContext): PanelGoal[] {
  const { board, colours } = context;
  const { rows, columns, holes } = board.panels[index] as Panel;
  const tiles = board.tilesIn(index);
  const goals: PanelGoal[] = [];
  const add = (kind: string, priorCost: number, wanted: readonly number[]) => {
    goals.push(match(index, kind, priorCost, tiles, wanted));
  };

  for (const template of listTemplates(index, context)) {
    for (const [at, [name, turn]] of SYMMETRIES.entries()) {
      const pattern = turn(template);
      if (pattern.length !== rows || pattern[0]?.length !== columns) continue;
      add(`template ${name}`, SYMMETRY_ODDITY[at] as number, pattern.flat());
    }
  }
  for (const colour of colours) add("alike", 2, new Array(tiles.length).fill(colour));
  const frames = readFramedColours(index, context);
  if (frames) goals.push(asFramed(index, frames));
  goals.push(...listClueGoals(index, context.view, board));
  if (holes.size === 0) {
    for (const line of ["row", "column"] as const) addLines(goals, index, line, tiles, context);
  }
  const seen = new Set<string>();
  return goals.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Each framed tile in the colour of its frame. */
const asFramed = (panel: number, frames: ReadonlyMap<number, number>): PanelGoal => ({
  panel,
  kind: "as framed",
  id: `${panel} as framed`,
  priorCost: 0.5,
  colours: new Set(frames.values()),
  cost: (values) =>
    [...frames].reduce((sum, [tile, colour]) => sum + Number(values[tile] !== colour), 0),
});

/** All rows, or columns, as their headers, or each of one colour. */
function addLines(
  goals: PanelGoal[],
  panel: number,
  line: "row" | "column",
  tiles: readonly number[],
  context: GoalContext,
): void {
  const tileOf = (tile: number) => context.board.tiles[tile] as Tile;
  const lines: number[][] = [];
  for (const tile of tiles) {
    const at = tileOf(tile)[line];
    lines[at] = [...(lines[at] ?? []), tile];
  }
  if (lines.length < 2) return;
  const firsts = lines.map(([first]) => tileOf(first as number));
  for (const headers of listHeaders(panel, firsts, line, context)) {
    const wanted = tiles.map((tile) => headers[tileOf(tile)[line]] as number);
    goals.push(match(panel, `${line} as headed`, 0.5, tiles, wanted));
  }
  if (lines[0]?.length === 1) return;
  goals.push({
    panel,
    kind: `${line} alike`,
    id: `${panel} ${line} alike`,
    priorCost: 3,
    cost: (values) => lines.reduce((sum, of) => sum + of.length - mostAlike(of, values), 0),
  });
}

const mostAlike = (line: readonly number[], values: readonly number[]): number =>
  Math.max(...countEach(line.map((tile) => values[tile])).values());
