import type { Random } from "../../base/random.ts";

/** What a level's floor looks like; `bare` has none. */
export type StageName = "bare" | "open" | "pillars" | "halls" | "maze" | "islands";

/** Row and column of each floor square. */
type FloorPlan = readonly (readonly [number, number])[];

/** Draws a floor of about `side` × `side` squares, all of it connected but for `islands`. */
export function drawStage(name: StageName, side: number, random: Random): FloorPlan {
  if (name === "bare") return [];
  const rows = side - random.int(2);
  const columns = side + random.int(2);
  if (name === "maze") return keepLargest(maze(rows | 1, columns | 1, random));
  const isFloor = floorTest(name, rows, columns, random);
  const plan = allSquares(rows, columns).filter(([row, column]) => isFloor(row, column));
  return name === "islands" ? plan : keepLargest(plan);
}

const allSquares = (rows: number, columns: number): FloorPlan =>
  Array.from(
    { length: rows * columns },
    (_, at) => [Math.floor(at / columns), at % columns] as const,
  );

function floorTest(
  name: "open" | "pillars" | "halls" | "islands",
  rows: number,
  columns: number,
  random: Random,
): (row: number, column: number) => boolean {
  if (name === "open") return () => true;
  if (name === "pillars") {
    const share = 0.12 + 0.15 * random.next();
    return () => random.next() > share;
  }
  // A wall across the floor; in halls with a gap in it, on islands without.
  const across = random.int(2) === 0;
  const wall = (across ? rows : columns) >> 1;
  const gap = name === "halls" ? random.int(across ? columns : rows) : -1;
  const share = 0.1 * random.next();
  return (row, column) => {
    const [along, position] = across ? [column, row] : [row, column];
    if (position === wall) return along === gap;
    return Math.abs(position - wall) === 1 || random.next() > share;
  };
}

/** A maze by depth-first carving, some of its walls then opened. */
function maze(rows: number, columns: number, random: Random): FloorPlan {
  const open = new Set<number>([0]);
  const stack: (readonly [number, number])[] = [[0, 0]];
  for (let here = stack.at(-1); here; here = stack.at(-1)) {
    const [row, column] = here;
    const next = AROUND.map(
      ([down, across]) => [row + 2 * down, column + 2 * across] as const,
    ).filter(([r, c]) => r >= 0 && c >= 0 && r < rows && c < columns && !open.has(r * columns + c));
    if (next.length === 0) {
      stack.pop();
      continue;
    }
    const [r, c] = random.pick(next);
    open.add(r * columns + c).add(((row + r) / 2) * columns + (column + c) / 2);
    stack.push([r, c]);
  }
  return allSquares(rows, columns).filter(
    ([row, column]) =>
      open.has(row * columns + column) || ((row + column) % 2 === 1 && random.next() < 0.08),
  );
}

const AROUND = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;

function keepLargest(plan: FloorPlan): FloorPlan {
  const left = new Map(plan.map((square) => [square.join(), square]));
  let largest: FloorPlan = [];
  while (left.size > 0) {
    const [first] = left.values();
    const part = [first as readonly [number, number]];
    left.delete(part[0]!.join());
    for (const [row, column] of part) {
      for (const [down, across] of AROUND) {
        const name = [row + down, column + across].join();
        const next = left.get(name);
        if (next && left.delete(name)) part.push(next);
      }
    }
    if (part.length > largest.length) largest = part;
  }
  return largest;
}
