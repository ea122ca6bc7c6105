import { expect, it } from "vitest";
import { push } from "../../../src/arcade/games/push.ts";
import { createRandom } from "../../../src/base/random.ts";
import { playThrough, typed } from "../../helpers/play-through.ts";

it.each([0, 3, 5])("undoes every step of level %i, back to the start and no further", (level) => {
  const random = createRandom(level);
  const steps = Array.from({ length: 100 }, () => random.pick(push.moves(push.start(level))));
  const states = [push.start(level), ...playThrough(push, level, steps).map(({ state }) => state)];
  // A step against a wall leaves nothing to undo.
  const path = states.filter((state, at) => state !== states[at - 1]);
  expect(path.length).toBeGreaterThan(20);
  let state = path.at(-1)!;
  for (const earlier of path.toReversed().slice(1)) {
    state = push.play(state, { id: 7 }).state;
    expect(state).toEqual(earlier);
  }
  expect(push.play(state, { id: 7 }).state).toBe(state);
});

it("pushes one crate, and none that a wall or a second crate holds", () => {
  const start = push.start(0);
  const [crate] = start.crates;
  // Level 1: the crate lies two squares from the corner on the upper left.
  const beside = playThrough(push, 0, typed("ul")).at(-1)!.state;
  expect(beside.crates).toEqual([crate]);
  const pushed = playThrough(push, 0, typed("ull")).at(-1)!.state;
  expect(pushed.crates).toEqual([crate! - 1]);
  const cornered = playThrough(push, 0, typed("ulll")).at(-1)!.state;
  expect(cornered.crates).toEqual([crate! - 2]);
  expect(push.play(cornered, { id: 3 }).state).toBe(cornered);
  // Level 6: the walker stands below a crate, a free square and another crate.
  const two = playThrough(push, 5, typed("u")).at(-1)!.state;
  expect(two.crates).toContain(two.at - 8);
  expect(two.crates).toContain(two.at - 16);
  expect(push.play(two, { id: 1 }).state).toBe(two);
});
