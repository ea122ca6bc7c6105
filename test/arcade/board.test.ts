import { expect, it } from "vitest";
import { findSquares, nextSquare, readBoard } from "../../src/arcade/board.ts";

it("reads a map and walks on it", () => {
  const board = readBoard("\n####\n#@.#\n#..#\n####");
  const [at] = findSquares(board, "@");
  expect([1, 2, 3, 4].map((id) => nextSquare(board, at!, id as 1 | 2 | 3 | 4))).toEqual([
    1, 9, 4, 6,
  ]);
  expect(nextSquare(board, at!, 5)).toBeUndefined();
});

it.each([
  ["a hole in the wall", "####\n#..#\n#...\n####"],
  ["an open top", "#.##\n#..#\n####"],
  ["uneven lines", "####\n#.#\n####"],
  ["more than 12 squares across", "#############\n#...........#\n#############"],
])("refuses %s", (_, map) => {
  expect(() => readBoard(map)).toThrow("Not a map");
});
