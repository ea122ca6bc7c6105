import { printable } from "../base/errors.ts";
import { cut } from "./format.ts";

/** A column of a table: its head, and the side its cells keep to. */
export interface Column {
  readonly head: string;
  readonly align: "left" | "right";
  /** It gives up its width first, down to that of its head, where the table is too wide. */
  readonly shrinks?: true;
  /** It is left out altogether where the table is too wide even then. */
  readonly optional?: true;
}

const GAP = "  ";

/**
 * Rows under heads without lines between them, for tables that a bordered one would make too wide.
 * `width` is that of the terminal, Infinity where nothing is cut. The first line is the head.
 */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const widths = columns.map(({ head }, at) =>
    Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const shown = new Set(columns.keys());
  const excess = () =>
    [...shown].reduce((sum, at) => sum + (widths[at] as number) + GAP.length, -GAP.length) - width;
  for (const [at, { head, shrinks }] of columns.entries()) {
    const now = widths[at] as number;
    if (shrinks && excess() > 0) widths[at] = Math.max(head.length, now - excess());
  }
  for (const [at, { optional }] of columns.entries()) {
    if (optional && excess() > 0) shown.delete(at);
  }
  const line = (cells: readonly string[]) =>
    [...shown]
      .map((at) => {
        const text = cut(printable(cells[at] ?? ""), widths[at] as number);
        const { align } = columns[at] as Column;
        return align === "left"
          ? text.padEnd(widths[at] as number)
          : text.padStart(widths[at] as number);
      })
      .join(GAP)
      .trimEnd();
  return [line(columns.map(({ head }) => head)), ...rows.map(line)];
}
