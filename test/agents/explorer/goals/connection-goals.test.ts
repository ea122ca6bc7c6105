import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Borders } from "../../../../src/agents/explorer/perception/borders.ts";
import {
  inferTurns,
  isOpen,
  opposite,
  SIDES,
} from "../../../../src/agents/explorer/perception/pipe-sides.ts";
import { fitConnections } from "../../../../src/agents/explorer/planning/fit-connections.ts";
import { joinEnds } from "../../../../src/agents/explorer/planning/join-ends.ts";
import { isOneNetwork } from "../../../../src/agents/explorer/planning/network.ts";

/** The value of a picture with no lines. */
const BLANK = 64;
const [UP, RIGHT, DOWN, LEFT] = [0, 1, 2, 3] as const;
/** Two openings that face one another: a quarter turn of one is the other. */
const next = inferTurns(new Map([[BLANK + 3, BLANK + 6]])) as ReadonlyMap<number, number>;

function bordersOf(columns: number, rows: number): Borders {
  const beside = (tile: number, side: number) => {
    const [dx, dy] = SIDES[side] as (typeof SIDES)[number];
    const [x, y] = [(tile % columns) + dx, Math.floor(tile / columns) + dy];
    return x < 0 || y < 0 || x >= columns || y >= rows ? undefined : y * columns + x;
  };
  return { beside, ends: [] };
}

/** What a tile shows in turn. */
function courseOf(value: number): number[] {
  const course = [value];
  for (let then = next.get(value) as number; then !== value; then = next.get(then) as number)
    course.push(then);
  return course;
}

const turned = (value: number, times: number): number =>
  Array.from({ length: times }).reduce<number>((from) => next.get(from) as number, value);

/** Lines across borders: whether one crosses each connection, and how often each tile was turned since. */
const puzzles = fc
  .record({ columns: fc.integer({ min: 2, max: 5 }), rows: fc.integer({ min: 2, max: 4 }) })
  .chain(({ columns, rows }) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.constant(rows),
      crossed: fc.array(fc.boolean(), {
        minLength: 2 * columns * rows,
        maxLength: 2 * columns * rows,
      }),
      turns: fc.array(fc.integer({ min: 0, max: 3 }), {
        minLength: columns * rows,
        maxLength: columns * rows,
      }),
    }),
  );

describe("inferTurns", () => {
  it("knows what becomes of pictures that were never seen, from one that was", () => {
    expect(next.get(BLANK + 1)).toBe(BLANK + 2);
    expect(next.get(BLANK + 8)).toBe(BLANK + 1);
    expect(next.get(BLANK + 11)).toBe(BLANK + 7);
  });

  it("is silent where pictures change otherwise", () => {
    const grown = new Map([
      [BLANK + 1, BLANK + 2],
      [BLANK + 3, BLANK + 7],
    ]);
    expect(inferTurns(grown)).toBeUndefined();
    expect(inferTurns(new Map([[5, 6]]))).toBeUndefined();
  });
});

type Puzzle = typeof puzzles extends fc.Arbitrary<infer T> ? T : never;

/** The solved puzzle, and what each tile can show once it was turned. */
function lay({ columns, rows, crossed, turns }: Puzzle) {
  const borders = bordersOf(columns, rows);
  const solved = new Array<number>(columns * rows).fill(BLANK);
  for (const tile of solved.keys()) {
    for (const [at, side] of [RIGHT, DOWN].entries()) {
      const other = borders.beside(tile, side);
      if (other === undefined || !crossed[2 * tile + at]) continue;
      solved[tile] = (solved[tile] as number) + (1 << side);
      solved[other] = (solved[other] as number) + (1 << opposite(side));
    }
  }
  const shown = solved.map((value, tile) => turned(value, turns[tile] as number));
  return { borders, solved, courses: shown.map(courseOf) };
}

const noneAtRim = () => false;

describe("fitConnections", () => {
  it("makes lines meet that met before the pieces were turned", () => {
    fc.assert(
      fc.property(puzzles, (puzzle) => {
        const { borders, courses } = lay(puzzle);
        const found = fitConnections(courses, borders, noneAtRim, () => true);
        expect(found).toBeDefined();
        for (const [tile, value] of (found ?? []).entries()) {
          expect(courses[tile]).toContain(value);
          for (const side of SIDES.keys()) {
            const other = borders.beside(tile, side);
            const meets = other !== undefined && isOpen(found?.[other] as number, opposite(side));
            expect(isOpen(value, side)).toBe(meets);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it("makes them one network where they were", () => {
    fc.assert(
      fc.property(puzzles, (puzzle) => {
        const { borders, solved, courses } = lay(puzzle);
        fc.pre(isOneNetwork(solved, borders));
        const isGood = (values: readonly number[]) => isOneNetwork(values, borders);
        const whole = fitConnections(courses, borders, noneAtRim, isGood);
        expect(whole && isGood(whole)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("finds nothing where a piece has nowhere to lead to", () => {
    const borders = bordersOf(2, 1);
    const courses = [BLANK + 1, BLANK + 3].map(courseOf);
    expect(fitConnections(courses, borders, noneAtRim, () => true)).toBeUndefined();
  });
});

describe("joinEnds", () => {
  it("joins ends by the way of fewest presses", () => {
    // Straight pieces above, that lie right but for one, and a longer way of elbows below.
    const straight = BLANK + (1 << LEFT) + (1 << RIGHT);
    const elbow = BLANK + (1 << UP) + (1 << RIGHT);
    const shown = [straight, turned(straight, 1), straight, elbow, straight, elbow];
    const from = { tile: 0, side: LEFT };
    const to = { tile: 2, side: RIGHT };
    const borders = bordersOf(3, 2);
    const found = joinEnds(from, to, shown.map(courseOf), borders) as number[];
    expect(found).toEqual([straight, straight, straight, elbow, straight, elbow]);
    const areJoined = (values: readonly number[]) =>
      joinEnds(
        from,
        to,
        values.map((value) => [value]),
        borders,
      ) !== undefined;
    expect(areJoined(found)).toBe(true);
    expect(areJoined(shown)).toBe(false);
  });

  it("finds a way wherever one was before the pieces were turned", () => {
    const ways = fc.record({
      steps: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 30 }),
      fillers: fc.array(fc.constantFrom(3, 5, 7), { minLength: 20, maxLength: 20 }),
      turns: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 20 }),
    });
    fc.assert(
      fc.property(ways, ({ steps, fillers, turns }) => {
        const borders = bordersOf(5, 4);
        const shown = fillers.map((bits) => BLANK + bits);
        let tile = 0;
        let entry: number = LEFT;
        const on = new Set([tile]);
        for (const side of steps) {
          const other = borders.beside(tile, side);
          if (other === undefined || on.has(other) || side === entry) continue;
          shown[tile] = BLANK + (1 << entry) + (1 << side);
          [tile, entry] = [other, opposite(side)];
          on.add(tile);
        }
        const last = opposite(entry);
        // The other end is at the rim; a way that ends inside of it is no case.
        fc.pre(borders.beside(tile, last) === undefined);
        shown[tile] = BLANK + (1 << entry) + (1 << last);
        const from = { tile: 0, side: LEFT };
        const to = { tile, side: last };
        const now = shown.map((value, at) => turned(value, turns[at] as number));
        const found = joinEnds(from, to, now.map(courseOf), borders);
        const kept = found?.map((value) => [value]);
        expect(kept && joinEnds(from, to, kept, borders)).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });
});
