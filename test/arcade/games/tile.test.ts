import { expect, it } from "vitest";
import { tile } from "../../../src/arcade/games/tile.ts";
import { playThrough } from "../../helpers/play-through.ts";
import { solve } from "../../helpers/solve.ts";

const HAND_IN = { id: 5 } as const;

it("takes a life for every wrong panel and the level with the third", () => {
  const turns = playThrough(tile, 0, [HAND_IN, HAND_IN, HAND_IN]);
  expect(turns.map(({ state, status }) => [tile.reserve(state), status])).toEqual([
    [2, "playing"],
    [1, "playing"],
    [0, "lost"],
  ]);
});

it("flashes once at a wrong panel and shows one pip less", () => {
  const pips = (state: Parameters<typeof tile.draw>[0]) =>
    [...tile.draw(state).cells.slice(64, 128)].filter((colour) => colour === 8).length / 2;
  const { state, animation } = tile.play(tile.start(0), HAND_IN);
  expect(animation).toHaveLength(1);
  expect(animation[0]).not.toEqual(tile.draw(state));
  expect([pips(tile.start(0)), pips(state)]).toEqual([3, 2]);
});

it("is still won after two mistakes", () => {
  const turns = playThrough(tile, 3, [HAND_IN, HAND_IN, ...solve(tile, 3)!]);
  expect(turns.at(-1)).toMatchObject({ status: "won", state: { lives: 1 } });
});

it("goes through a tile's paints and back to the first", () => {
  const first = tile.moves(tile.start(2))[0]!;
  const turns = playThrough(tile, 2, [first, first, first]);
  expect(turns.map(({ state }) => state.painted)).toEqual(["1000", "2000", "0000"]);
});

it("wants the mirror image where the mirror is purple", () => {
  // The fourth template is 210 over 012.
  const clicks = tile.moves(tile.start(3));
  const paint = (digits: string) =>
    [...digits].flatMap((digit, at) => Array.from({ length: Number(digit) }, () => clicks[at]!));
  const handedIn = (digits: string) =>
    playThrough(tile, 3, [...paint(digits), HAND_IN]).at(-1)?.status;
  expect(handedIn("012210")).toBe("won");
  expect(handedIn("210012")).toBe("playing");
});
