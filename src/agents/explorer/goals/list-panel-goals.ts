import type { Tile } from "../perception/board.ts";
import { countEach } from "../perception/lists.ts";
import type { Panel } from "../perception/panel.ts";
import { SYMMETRIES } from "../perception/symmetry.ts";
import { readFramedColours } from "./framed-colours.ts";
import type { GoalContext } from "./goal-context.ts";
import { listClueGoals } from "./list-clues.ts";
import { listHeaders } from "./list-headers.ts";
import { listTemplates } from "./list-templates.ts";
import type { PanelGoal } from "./panel-goal.ts";

/** The prior cost of each way to turn a template. */
const SYMMETRY_COSTS = [0, 1, 2, 3, 4, 5, 5, 5] as const;

type Match = (kind: string, priorCost: number, wanted: readonly number[]) => PanelGoal;

/** The goals a panel of colours may have. */
export function listPanelGoals(panel: number, context: GoalContext): PanelGoal[] {
  const { view, board, colours } = context;
  const { rows, columns, holes } = board.panels[panel] as Panel;
  const tiles = board.tilesIn(panel);
  /** Each tile in its wanted colour, given in reading order. */
  const match: Match = (kind, priorCost, wanted) => ({
    panel,
    kind,
    id: `${panel} ${wanted.join()}`,
    priorCost,
    wanted,
    cost: (values) => tiles.filter((tile, at) => values[tile] !== wanted[at]).length,
  });
  const lines = holes.size === 0 ? (["row", "column"] as const) : [];
  const frames = readFramedColours(panel, context);
  const goals = [
    ...listTemplates(panel, context).flatMap((template) =>
      SYMMETRIES.flatMap(([name, turn], at) => {
        const pattern = turn(template);
        const fits = pattern.length === rows && pattern[0]?.length === columns;
        return fits
          ? [match(`template ${name}`, SYMMETRY_COSTS[at] as number, pattern.flat())]
          : [];
      }),
    ),
    ...[...colours].map((colour) =>
      match(
        "alike",
        2,
        tiles.map(() => colour),
      ),
    ),
    ...(frames ? [asFramed(panel, frames)] : []),
    ...listClueGoals(panel, view, board),
    ...lines.flatMap((line) => listLineGoals(panel, line, context, match)),
  ];
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
  cost: (values) => [...frames].filter(([tile, colour]) => values[tile] !== colour).length,
});

/** All rows, or columns, in the colours of their headers, or each of any one colour. */
function listLineGoals(
  panel: number,
  line: "row" | "column",
  context: GoalContext,
  match: Match,
): PanelGoal[] {
  const { tiles, tilesIn } = context.board;
  const own = tilesIn(panel);
  const lineOf = (tile: number) => (tiles[tile] as Tile)[line];
  const lines: number[][] = [];
  for (const tile of own) {
    const at = lineOf(tile);
    lines[at] = [...(lines[at] ?? []), tile];
  }
  if (lines.length < 2) return [];
  const firsts = lines.map(([first]) => tiles[first as number] as Tile);
  const goals = listHeaders(panel, firsts, line, context).map((headers) =>
    match(
      `${line} as headed`,
      0.5,
      own.map((tile) => headers[lineOf(tile)] as number),
    ),
  );
  if (lines[0]?.length === 1) return goals;
  const cost = (values: readonly number[]) =>
    lines.reduce((sum, of) => sum + of.length - mostAlike(of, values), 0);
  const kind = `${line} alike`;
  return [...goals, { panel, kind, id: `${panel} ${kind}`, priorCost: 3, cost }];
}

const mostAlike = (line: readonly number[], values: readonly number[]): number =>
  Math.max(...countEach(line.map((tile) => values[tile])).values());
