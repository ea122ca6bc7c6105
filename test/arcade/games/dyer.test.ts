import { expect, it } from "vitest";
import { dyer } from "../../../src/arcade/games/dyer.ts";
import { playThrough, typed } from "../../helpers/play-through.ts";
import { solve } from "../../helpers/solve.ts";

it("mixes two primaries, and dips a mixed piece into the pot's colour alone", () => {
  const turns = playThrough(dyer, 3, solve(dyer, 3)!);
  const dyes = turns.map(({ state }) => state.dye);
  expect(dyes.filter((dye, at) => dye !== dyes[at - 1])).toEqual(["", "b", "br"]);
  // Still on the red pot, where a second dip takes the blue away and a third changes nothing.
  const mixed = turns.find(({ state }) => state.dye === "br")!.state;
  const again = dyer.play(mixed, { id: 5 }).state;
  expect(again).toEqual({ ...mixed, dye: "r" });
  expect(dyer.play(again, { id: 5 }).state).toEqual(again);
});

it("is dyed by ACTION5 on a pot only", () => {
  const start = dyer.start(0);
  expect(dyer.play(start, { id: 5 }).state).toBe(start);
  const turns = playThrough(dyer, 0, typed("ruu!"));
  expect(turns.map(({ state }) => state.dye)).toEqual(["", "", "", "r"]);
});

it("loses a piece of another colour to a gate", () => {
  expect(playThrough(dyer, 0, typed("luu")).map(({ status }) => status)).toEqual([
    "playing",
    "playing",
    "lost",
  ]);
  expect(playThrough(dyer, 0, typed("ruu!ddlluu")).at(-1)?.status).toBe("playing");
});
