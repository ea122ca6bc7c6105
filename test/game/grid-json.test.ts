import fc from "fast-check";
import { expect, it } from "vitest";
import { gridJson } from "../../src/game/grid-json.ts";
import { rowsOf } from "../helpers/frames.ts";
import { anyGrid } from "../helpers/grids.ts";
import { plain } from "../helpers/tiny-games.ts";

it("writes what JSON.stringify would", () => {
  fc.assert(
    fc.property(anyGrid, (grid) => {
      expect(gridJson(grid)).toBe(JSON.stringify(rowsOf(grid)));
    }),
  );
});

it("has room for the longest text there can be", () => {
  const largest = plain(15, 64);
  expect(gridJson(largest)).toBe(JSON.stringify(rowsOf(largest)));
});
