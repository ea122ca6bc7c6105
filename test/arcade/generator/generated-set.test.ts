import fc from "fast-check";
import { expect, it } from "vitest";
import { generateGames, SET_NAMES, SET_SIZE } from "../../../src/arcade/generator/generated-set.ts";
import { RECIPES } from "../../../src/arcade/generator/recipes.ts";

const bareName = ({ id }: { id: string }) => id.split("-")[0];

it("every recipe comes once in each round of a set", () => {
  for (const set of SET_NAMES) {
    for (const round of [0, 1, 7]) {
      const offset = round * RECIPES.length;
      const games = generateGames({ set, count: RECIPES.length, offset });
      expect(games.map(({ recipe }) => recipe).toSorted()).toEqual(
        RECIPES.map(({ name }) => name).toSorted(),
      );
    }
  }
});

it("there are at least twenty recipes, no two alike", () => {
  expect(RECIPES.length).toBeGreaterThanOrEqual(20);
  const parts = RECIPES.map(({ control, rules }) => [control, ...rules].join());
  expect(new Set(parts).size).toBe(RECIPES.length);
});

it("sets share no name, and a game's place in a set alone decides what it is", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: SET_SIZE - 30 }),
      fc.integer({ min: 1, max: 30 }),
      (offset, count) => {
        const [train, heldOut] = SET_NAMES.map((set) => generateGames({ set, count, offset }));
        const names = [...train!, ...heldOut!].map(bareName);
        expect(new Set(names).size).toBe(2 * count);
        const [last] = generateGames({ set: "train", count: 1, offset: offset + count - 1 });
        expect(last!.id).toBe(train!.at(-1)!.id);
        expect(last!.recipe).toBe(train!.at(-1)!.recipe);
      },
    ),
    { numRuns: 30 },
  );
});
