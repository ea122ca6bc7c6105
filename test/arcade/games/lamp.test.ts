import { expect, it } from "vitest";
import { lamp } from "../../../src/arcade/games/lamp.ts";

const start = lamp.start(0);
const clicks = lamp.moves(start);

/** The lamps of the first level that change with a click on lamp `at`. */
function switched(at: number): readonly number[] {
  const { lit } = lamp.play(start, clicks[at]!).state;
  return [...lit].flatMap((light, lampAt) => (light === start.lit[lampAt] ? [] : [lampAt]));
}

it("switches what a lamp's shape says: o-+ over |+|", () => {
  expect(clicks.map((_, at) => switched(at))).toEqual([
    [0],
    [0, 1, 2],
    [1, 2, 5],
    [0, 3],
    [1, 3, 4, 5],
    [2, 5],
  ]);
});

it("is back where it was after a second click on the same lamp", () => {
  for (const click of clicks) {
    expect(lamp.play(lamp.play(start, click).state, click).state).toEqual(start);
  }
});

it("takes a click on any pixel of a lamp's field, and none beside it", () => {
  const { x, y } = { x: clicks[0]!.x!, y: clicks[0]!.y! };
  const hits = (dx: number, dy: number) =>
    lamp.play(start, { id: 6, x: x + dx, y: y + dy }).state.lit !== start.lit;
  expect([-3, -2, 2, 3].map((d) => [hits(d, 0), hits(0, d)])).toEqual([
    [false, false],
    [true, true],
    [true, true],
    [false, false],
  ]);
});
