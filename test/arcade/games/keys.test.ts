import { expect, it } from "vitest";
import { keys } from "../../../src/arcade/games/keys.ts";
import { SIDE } from "../../../src/arcade/picture.ts";
import { playThrough, typed } from "../../helpers/play-through.ts";
import { solve } from "../../helpers/solve.ts";

const barOf = (state: Parameters<typeof keys.draw>[0]) =>
  [...keys.draw(state).cells.slice(-SIDE)].filter((colour) => colour === 10).length;

it("loses a level with the last move of its budget, steps against a wall included", () => {
  const budget = keys.reserve(keys.start(0));
  const turns = playThrough(keys, 0, typed("r".repeat(budget + 5)));
  expect(turns.map(({ state }) => keys.reserve(state))).toEqual(
    Array.from({ length: budget }, (_, spent) => budget - spent - 1),
  );
  expect(turns.map(({ status }) => status).indexOf("lost")).toBe(budget - 1);
});

it("shows the budget as a bar that is full at first, empty at the loss, and never grows", () => {
  const turns = playThrough(keys, 1, typed("ud".repeat(100)));
  const bars = [keys.start(1), ...turns.map(({ state }) => state)].map(barOf);
  expect(bars[0]).toBe(SIDE);
  expect(bars.at(-1)).toBe(0);
  expect(bars).toEqual(bars.toSorted((a, b) => b - a));
});

it("wins with the very last move", () => {
  const solution = solve(keys, 0)!;
  const spare = keys.reserve(keys.start(0)) - solution.length;
  // Against the wall on the right until only the solution can be afforded.
  const exact = [...typed("r".repeat(spare)), ...solution];
  expect(playThrough(keys, 0, exact).at(-1)).toMatchObject({ status: "won", state: { left: 0 } });
  const late = [...typed("r".repeat(spare + 1)), ...solution];
  expect(playThrough(keys, 0, late).at(-1)).toMatchObject({ status: "lost" });
});

it("fills the budget up at a battery", () => {
  const reserves = playThrough(keys, 3, solve(keys, 3)!).map(({ state }) => keys.reserve(state));
  const full = keys.reserve(keys.start(3));
  expect(reserves.filter((left) => left === full)).toHaveLength(1);
  expect(reserves.length).toBeGreaterThan(full);
});

it("keeps a door shut until its key is taken", () => {
  // The first key lies on the only way to the first door, so the state without it is made up.
  const atKey = playThrough(keys, 0, typed("uuuull")).at(-1)!.state;
  expect(atKey.taken).toEqual([atKey.at]);
  const onward = (from: typeof atKey) =>
    playThrough({ ...keys, start: () => ({ ...from, at: from.at + 7 }) }, 0, typed("dddlluu"));
  expect(onward(atKey).at(-1)?.status).toBe("won");
  const shut = onward({ ...atKey, taken: [] });
  expect(shut.at(-1)?.status).toBe("playing");
  // Two steps against the door.
  expect(shut.slice(-3).map(({ state }) => state.at)).toEqual(Array(3).fill(shut.at(-1)!.state.at));
});
