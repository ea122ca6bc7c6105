import Table from "cli-table3";
import { printable } from "../base/errors.ts";

/** How a table is drawn; columns without a width are as wide as their widest cell. */
export interface TableStyle {
  readonly colWidths?: readonly (number | null)[];
  readonly colAligns?: readonly ("left" | "right")[];
  /** A bold head and grey lines. */
  readonly isColoured?: boolean;
}

/** Rows between lines, under a head; cells too wide for their column are wrapped. */
export function borderedTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  { colWidths = [], colAligns = [], isColoured = false }: TableStyle = {},
): string {
  const table = new Table({
    head: [...head],
    colWidths: [...colWidths],
    colAligns: [...colAligns],
    wordWrap: true,
    style: {
      head: isColoured ? ["bold"] : [],
      border: isColoured ? ["gray"] : [],
      compact: true,
    },
  });
  for (const row of rows) table.push(row.map((cell) => printable(String(cell))));
  return table.toString();
}
