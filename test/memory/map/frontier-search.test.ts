import { describe, expect, it } from "vitest";
import { createEdges, type Edges } from "../../../src/memory/map/edges.ts";
import { createFrontierSearch } from "../../../src/memory/map/frontier-search.ts";

/** What an action leads to from a place; a place is a whole number. */
type Move = (place: number, code: number) => number;

const ROW = 1_000;
const grid: Move = (place, code) => place + ([1, -1, ROW, -ROW][code] as number);
const switches: Move = (place, code) => place ^ (1 << code);

/**
 * Explores an endless world of `codes` actions until `states` are known, always setting out from
 * the start, from where every search has to look past all that was explored. Returns how many
 * states the searches of the second half looked at and how many actions their ways had.
 */
function explore(move: Move, codes: number, states: number): { looked: number; walked: number } {
  const edges = createEdges();
  let looked = 0;
  const counting: Edges = {
    ...edges,
    first(state) {
      looked += 1;
      return edges.first(state);
    },
  };
  const places: number[] = [];
  const ids = new Map<number, number>();
  const tested: number[] = [];
  const meet = (place: number): number => {
    const known = ids.get(place);
    if (known !== undefined) return known;
    ids.set(place, places.length);
    tested.push(0);
    return places.push(place) - 1;
  };
  const search = createFrontierSearch(counting, (state) => (tested[state] as number) < codes);
  meet(500 * ROW + 500);
  let walked = 0;
  while (places.length < states) {
    if (places.length === states / 2) looked = walked = 0;
    const way = search.find(0, places.length);
    if (!way) throw new Error("an endless world was explored");
    walked += way.length;
    const state = way.reduce((_, { edge }) => edges.target(edge), 0);
    const code = tested[state] as number;
    edges.add(state, code, meet(move(places[state] as number, code)));
    tested[state] = code + 1;
  }
  return { looked, walked };
}

describe("the search for a frontier", () => {
  for (const [name, move, codes] of [
    ["a plane", grid, 4],
    ["switches", switches, 16],
  ] as const) {
    it(`looks at few states besides those on the way in ${name}, however large it grew`, () => {
      for (const states of [500, 2_000]) {
        const { looked, walked } = explore(move, codes, states);
        expect(looked).toBeGreaterThan(walked);
        expect(looked).toBeLessThan(8 * walked);
      }
    });
  }
});
