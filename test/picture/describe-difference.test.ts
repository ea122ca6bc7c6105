import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/game/frame.ts";
import { listPatches } from "../../src/picture/components.ts";
import { describeDifference } from "../../src/picture/describe-difference.ts";
import { gridOf } from "../helpers/grids.ts";

const told = (before: string, after: string) =>
  describeDifference(gridOf(before.replaceAll(" ", "\n")), gridOf(after.replaceAll(" ", "\n")));

describe("a difference in words", () => {
  it("tells a thing that moved over one colour in a few words", () => {
    expect(told("1111111 1919111 1999111", "1111111 1119191 1119991")).toBe(
      "9 3×2 at 1,1 moved +2,0",
    );
  });

  it("tells things that moved alike together, and counts them where they are many", () => {
    expect(told("1441111 1991111 1111111", "1111441 1111991 1111111")).toBe(
      "4 2×1 at 1,0 and 9 2×1 at 1,1 moved +3,0",
    );
    const dots = "9191919191 1111111111 1111111111";
    expect(told(dots, "1111111111 9191919191 1111111111")).toBe(
      "5 things (9) within x0-8 y0 moved 0,+1",
    );
  });

  it("tells another colour that a thing leaves, or moves onto", () => {
    expect(told("1111111 1919111 1999111 1111111", "1111111 1221919 1222999 1111111")).toMatch(
      /^9 3×2 at 1,1 moved \+3,0 leaving 2/,
    );
    expect(told("1111118 1919118 1999111", "1111118 1111919 1111999")).toBe(
      "9 3×2 at 1,1 moved +3,0 onto 8",
    );
  });

  it("tells a thing of any shape that changed its colour, came or went", () => {
    expect(told("19191 19991 19191 11111", "18181 18881 18181 11111")).toBe(
      "9 3×3 at 1,0 became 8",
    );
    expect(told("11111 11111 11111 11111", "19191 19991 19191 11111")).toBe(
      "9 3×3 at 1,0 appeared on 1",
    );
  });

  it("tells one rectangle as such, and that nothing changed", () => {
    expect(told("111 111", "141 141")).toBe("x1 y0-1 1→4");
    expect(told("111 111", "111 111")).toBe("no change");
    expect(told("111 111", "1111 1111")).toBe("the picture has another size");
  });

  it("tells of many rectangles how many cells changed, and within which area", () => {
    const checks = Array.from({ length: 8 }, (_, y) => (y % 2 ? "12121212" : "21212121")).join(" ");
    expect(told(checks, checks.replaceAll("2", "3"))).toMatch(/; … 32 cells within x0-7 y0-7$/);
  });

  it("says enough to make the second picture of the first, whatever the pictures", () => {
    const side = fc.integer({ min: 1, max: 7 });
    const pair = fc.tuple(side, side).chain(([width, height]) => {
      const size = width * height;
      const cells = fc.uint8Array({ minLength: size, maxLength: size, max: 3 });
      return fc.tuple(cells, cells, fc.integer({ min: 0, max: size })).map(([a, b, cut]) => {
        // Pictures of which only a part differs are nearer to those of a game.
        const after = Uint8Array.from(a, (colour, at) => (at < cut ? colour : (b[at] as number)));
        return [a, after].map((of): Grid => ({ width, height, cells: of })) as [Grid, Grid];
      });
    });
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const text = describeDifference(before, after);
        fc.pre(!/…|things|appeared/.test(text));
        expect(applied(before, text)).toEqual(after);
      }),
      { numRuns: 500 },
    );
  });
});

/** The picture that a text makes of one. */
function applied(before: Grid, text: string): Grid {
  const cells = Uint8Array.from(before.cells);
  if (text === "no change") return { ...before, cells };
  const sentences = text.split("; ").map((sentence) => ({
    sentence,
    things: [...sentence.matchAll(/([0-9a-f]) (\d+)×(\d+) at (\d+),(\d+)/g)].map(([, ...numbers]) =>
      thingOf(
        before,
        numbers.map((number) => Number.parseInt(number, 16)),
        numbers,
      ),
    ),
  }));
  const moves = sentences.flatMap(({ sentence, things }) => {
    const move =
      /moved \+?(-?\d+),\+?(-?\d+)(?: leaving ([0-9a-f]))?(?:,? onto ([0-9a-f ]+))?$/.exec(
        sentence,
      );
    if (!move) return [];
    const way = Number(move[2]) * before.width + Number(move[1]);
    const from = things.flatMap((thing) => thing.cells);
    const covered = from.map((at) => at + way).filter((at) => !from.includes(at));
    const onto = (move[4]?.split(" ") ?? []).map((one) => Number.parseInt(one, 16));
    const under = covered
      .map((at) => before.cells[at] as number)
      .find((one) => !onto.includes(one));
    const leaves = move[3] === undefined ? (under as number) : Number.parseInt(move[3], 16);
    return [{ things, way, leaves }];
  });
  for (const { things, leaves } of moves) {
    for (const thing of things) for (const at of thing.cells) cells[at] = leaves;
  }
  for (const { things, way } of moves) {
    for (const { cells: own, colour } of things) for (const at of own) cells[at + way] = colour;
  }
  for (const { sentence, things } of sentences) {
    const became = /became ([0-9a-f])$/.exec(sentence)?.[1];
    if (became) for (const at of things[0]?.cells ?? []) cells[at] = Number.parseInt(became, 16);
    const area = /^x(\d+)(?:-(\d+))? y(\d+)(?:-(\d+))? .→([0-9a-f])$/.exec(sentence);
    if (!area) continue;
    const [, left, right = left, top, bottom = top, to] = area;
    for (let y = Number(top); y <= Number(bottom); y++) {
      for (let x = Number(left); x <= Number(right); x++) {
        cells[y * before.width + x] = Number.parseInt(to as string, 16);
      }
    }
  }
  return { ...before, cells };
}

function thingOf(grid: Grid, [colour]: number[], [, ...box]: string[]) {
  const [width, height, x, y] = box.map(Number);
  const thing = listPatches(grid).find(
    (one) =>
      one.colour === colour &&
      one.x === x &&
      one.y === y &&
      one.width === width &&
      one.height === height,
  );
  if (!thing) throw new Error(`there is no thing ${colour} at ${x},${y}`);
  return thing;
}
