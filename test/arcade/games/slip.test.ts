import { expect, it } from "vitest";
import { slip } from "../../../src/arcade/games/slip.ts";
import { playThrough, typed } from "../../helpers/play-through.ts";

it("slides until a wall, one picture for every square on the way", () => {
  // From its first square the piece slides over a gem and two squares more, to the wall.
  const turn = slip.play(slip.start(0), { id: 4 });
  expect(turn.status).toBe("playing");
  expect(turn.state.at - slip.start(0).at).toBe(turn.animation.length + 1);
  expect(turn.animation.length).toBeGreaterThan(0);
  expect(turn.state.taken).toHaveLength(1);
  // Now it leans on the wall: the same key moves nothing.
  expect(slip.play(turn.state, { id: 4 })).toEqual({
    state: turn.state,
    status: "playing",
    animation: [],
  });
});

it("slides over the goal while a gem is left", () => {
  const turn = slip.play(slip.start(0), { id: 1 });
  expect(turn.status).toBe("playing");
  expect(turn.animation.length).toBeGreaterThan(0);
});

it("is lost in a pit", () => {
  const turns = playThrough(slip, 0, typed("dr"));
  expect(turns.map(({ status }) => status)).toEqual(["playing", "lost"]);
});
