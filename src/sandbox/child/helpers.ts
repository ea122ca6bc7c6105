import { listChanges } from "../../picture/changes.ts";
import { backgroundOf, listComponents } from "../../picture/components.ts";
import { describeDifference } from "../../picture/describe-difference.ts";
import { draw } from "../../picture/draw.ts";
import { parseGrid } from "../../picture/grid-text.ts";

/** Picture work for the guest, 200 times as fast here; grids and results as texts. */
export const HELPERS: Readonly<Record<string, (...texts: string[]) => string>> = {
  $show: (grid = "") => draw(parseGrid(grid)),
  $diff: (before = "", after = "") =>
    JSON.stringify(listChanges(parseGrid(before), parseGrid(after)) ?? null),
  $diffText: (before = "", after = "") => describeDifference(parseGrid(before), parseGrid(after)),
  $objects: (grid = "") => JSON.stringify(listComponents(parseGrid(grid))),
  $background: (grid = "") => String(backgroundOf(parseGrid(grid))),
};
