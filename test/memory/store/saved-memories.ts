import fc from "fast-check";
import { GOAL } from "../../../src/memory/map/state-graph.ts";
import type { SavedGameMemory, SavedLevel } from "../../../src/memory/store/saved-game-memory.ts";

const keys = ["a", "b", "c", "d", "e"].map((digit) => digit.repeat(16));
const code = fc.nat({ max: 4 });
const route = fc.array(fc.tuple(fc.constantFrom(...keys), code), { minLength: 1, maxLength: 3 });
const routes = fc.array(route, { maxLength: 4 }) as fc.Arbitrary<SavedLevel["wins"]>;

const nodes = fc.shuffledSubarray(keys).chain((chosen) =>
  fc.tuple(
    ...chosen.map((key) =>
      fc
        .tuple(
          fc.option(fc.nat({ max: 10 }), { nil: undefined }),
          fc.uniqueArray(fc.tuple(code, fc.integer({ min: GOAL, max: chosen.length - 1 })), {
            selector: ([one]) => one,
          }),
        )
        .map(([hope, edges]) => ({
          key,
          ...(hope === undefined ? {} : { hope: hope / 10 }),
          edges: edges.flat(),
        })),
    ),
  ),
);

/** Two masks: one that hides nothing and one that hides the first cell. */
const hidden = fc.constantFrom(
  ...[0, 1].map((first) => Buffer.from(Uint8Array.of(first, ...new Uint8Array(511)))),
);

const level: fc.Arbitrary<SavedLevel> = fc.record({
  level: fc.nat({ max: 1 }),
  hidden: hidden.map((bits) => bits.toString("base64")),
  clicks: fc.constantFrom([], [9]),
  fineness: fc.nat({ max: 2 }),
  nodes,
  wins: routes,
  leads: routes,
});

/** Copies of a run's experience as it is at `actions`: the later, the more of everything. */
const experience = fc
  .record({ run: fc.constantFrom("one", "two", "three"), actions: fc.integer({ min: 1, max: 5 }) })
  .map(({ run, actions }) => ({
    run,
    actions,
    tallies: [1, run.length].map((signature): [number, number, number, number] => [
      signature,
      actions,
      actions / 2,
      0,
    ]),
  }));

/** What runs could have saved of one game, few different things, so that they meet often. */
export const savedMemories: fc.Arbitrary<SavedGameMemory> = fc.record({
  version: fc.constant(2 as const),
  experience: fc.uniqueArray(experience, { selector: ({ run }) => run }),
  levels: fc.uniqueArray(level, {
    maxLength: 3,
    selector: ({ level, hidden, clicks }) => `${level} ${hidden} ${clicks}`,
  }),
});
