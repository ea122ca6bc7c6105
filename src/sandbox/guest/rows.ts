/** A picture in the code of a model: `rows[y][x]` is a colour. */
export type Rows = readonly (readonly number[])[];

/** Reads the host's text of a grid. */
export const parseRows = (text: string): number[][] =>
  text.split("\n").map((line) => Array.from(line, (digit) => Number.parseInt(digit, 16)));

/** A picture as the host takes it. */
export const formatRows = (rows: Rows): string =>
  rows.map((row) => row.map((colour) => colour.toString(16)).join("")).join("\n");

/** Whether two pictures are the same. */
export const same = (a: Rows, b: Rows): boolean =>
  a.length === b.length &&
  a.every(
    (row, y) =>
      row.length === b[y]?.length && row.every((colour, x) => colour === (b[y] as number[])[x]),
  );

/** Where a small picture (or a colour) occurs in another, as `{x, y}` of its upper left cell; -1 in it fits anything. */
export function find(rows: Rows, wanted: Rows | number): { x: number; y: number }[] {
  const pattern: Rows = typeof wanted === "number" ? [[wanted]] : wanted;
  const found: { x: number; y: number }[] = [];
  const [width, depth] = [rows[0]?.length ?? 0, pattern[0]?.length ?? 0];
  for (let y = 0; y + pattern.length <= rows.length; y++) {
    for (let x = 0; x + depth <= width; x++) {
      const fits = pattern.every((line, dy) =>
        line.every((colour, dx) => colour < 0 || rows[y + dy]?.[x + dx] === colour),
      );
      if (fits) found.push({ x, y });
    }
  }
  return found;
}
