/** A picture in the code of a model: `rows[y][x]` is a colour. */
export type Rows = readonly (readonly number[])[];

/** A picture as the host takes it. */
export function formatRows(rows: Rows): string {
  if (!Array.isArray(rows) || !Array.isArray(rows[0])) {
    throw new TypeError("a picture is wanted: rows[y][x] of colours");
  }
  return rows.join(";");
}

/** Whether two pictures are the same. */
export function same(a: Rows, b: Rows): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let y = 0; y < a.length; y++) {
    const [row, other] = [a[y] as readonly number[], b[y] as readonly number[]];
    if (row.length !== other.length) return false;
    // Loops are what the engine is quickest at.
    for (let x = 0; x < row.length; x++) if (row[x] !== other[x]) return false;
  }
  return true;
}

/** Where a small picture (or a colour) occurs in another, as `{x, y}` of its upper left cell; -1 in it fits anything. */
export function find(rows: Rows, wanted: Rows | number): { x: number; y: number }[] {
  const pattern: Rows = typeof wanted === "number" ? [[wanted]] : wanted;
  const cells = pattern.flatMap((line, dy) =>
    line.flatMap((colour, dx) => (colour < 0 ? [] : [{ dx, dy, colour }])),
  );
  const [first, ...others] = cells;
  if (!first) return [];
  const found: { x: number; y: number }[] = [];
  const room = (rows[0]?.length ?? 0) - Math.max(...pattern.map(({ length }) => length));
  for (let y = 0; y + pattern.length <= rows.length; y++) {
    const row = rows[y + first.dy] as readonly number[];
    for (let at = row.indexOf(first.colour); at >= 0; at = row.indexOf(first.colour, at + 1)) {
      const x = at - first.dx;
      if (x < 0 || x > room) continue;
      if (others.every(({ dx, dy, colour }) => rows[y + dy]?.[x + dx] === colour))
        found.push({ x, y });
    }
  }
  return found;
}
