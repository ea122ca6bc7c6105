import { doOverlap } from "../perception/bounds.ts";
import { boundsOf, type Panel } from "../perception/panel.ts";
import { type Pattern, readPattern } from "../perception/pattern.ts";
import type { GoalContext } from "./goal-context.ts";

/** The templates that a panel may have to match: other panels and patterns of as many rows and columns. */
export function listTemplates(
  index: number,
  { view, board, patches, values }: GoalContext,
): Pattern[] {
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
  const templates: Pattern[] = [];
  for (const [r, c] of shapes as [number, number][]) {
    for (const [at, other] of board.panels.entries()) {
      if (at === index || other.rows !== r || other.columns !== c || other.holes.size > 0) continue;
      templates.push(
        Array.from({ length: r }, (_, row) =>
          Array.from(
            { length: c },
            (_, column) => values[board.tileAt(at, row, column) as number] as number,
          ),
        ),
      );
    }
    for (const patch of patches) {
      if (doOverlap(patch, boundsOf(panel))) continue;
      const pattern = readPattern(view, patch, r, c);
      if (pattern) templates.push(pattern);
    }
  }
  const isPlain = (pattern: Pattern) => new Set(pattern.flat()).size < 2;
  return templates.filter((pattern) => !isPlain(pattern));
}
