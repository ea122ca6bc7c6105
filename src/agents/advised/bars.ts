import type { Grid } from "../../game/frame.ts";
import { isSameSize } from "../../picture/changes.ts";

/** Lines near the edges that change with most actions: bars and counters, whose change is no effect. */
export interface Bars {
  /** Another level begins. */
  begin(): void;
  /** Takes in a step. */
  see(before: Grid, after: Grid): void;
  /** Whether two pictures differ outside of bars. */
  differOutside(before: Grid, after: Grid): boolean;
}

/** Lines at each edge that may be bars. */
const EDGE = 4;
/** A line is a bar that changed in such a share of at least so many steps. */
const SHARE = 0.6;
const LEAST_STEPS = 4;

export function createBars(): Bars {
  let steps = 0;
  let rows = new Map<number, number>();
  let columns = new Map<number, number>();

  const isBar = (counts: ReadonlyMap<number, number>, line: number) =>
    steps >= LEAST_STEPS && (counts.get(line) ?? 0) >= SHARE * steps;
  const isEdge = (line: number, length: number) => line < EDGE || line >= length - EDGE;
  const count = (counts: Map<number, number>, lines: ReadonlySet<number>) => {
    for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  };

  return {
    begin() {
      steps = 0;
      rows = new Map();
      columns = new Map();
    },
    see(before, after) {
      const { width, height, cells } = before;
      const [changedRows, changedColumns] = [new Set<number>(), new Set<number>()];
      for (let at = 0; at < cells.length; at++) {
        if (cells[at] === after.cells[at]) continue;
        const [x, y] = [at % width, Math.floor(at / width)];
        if (isEdge(y, height)) changedRows.add(y);
        if (isEdge(x, width)) changedColumns.add(x);
      }
      steps += 1;
      count(rows, changedRows);
      count(columns, changedColumns);
    },
    differOutside(before, after) {
      if (!isSameSize(before, after)) return true;
      const { width, cells } = before;
      return cells.some(
        (cell, at) =>
          cell !== after.cells[at] &&
          !isBar(rows, Math.floor(at / width)) &&
          !isBar(columns, at % width),
      );
    },
  };
}
