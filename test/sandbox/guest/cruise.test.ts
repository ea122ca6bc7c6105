import { describe, expect, it } from "vitest";
import type { ArcadeGame } from "../../../src/arcade/game.ts";
import { keys } from "../../../src/arcade/games/keys.ts";
import { lamp } from "../../../src/arcade/games/lamp.ts";
import { slip } from "../../../src/arcade/games/slip.ts";
import type { CruiseResult } from "../../../src/sandbox/guest/cruise.ts";
import type { Call, Played } from "../../../src/sandbox/protocol.ts";
import { solve } from "../../helpers/solve.ts";
import { playArcade } from "../arcade-play.ts";
import { pictureOf, printed, STANDING, startSandbox } from "../helpers.ts";
import { LAMP_MODEL, MAZE_MODEL, SLIP_MODEL } from "../models.ts";

function start<State>(game: ArcadeGame<State>, deadlineMs = 20_000) {
  const sandbox = startSandbox({ deadlineMs });
  const play = playArcade(game, sandbox);
  const run = async (code: string): Promise<string> => {
    const { output, error } = await sandbox.run(code, play.player);
    if (error !== undefined) throw new Error(error);
    return output;
  };
  const cruise = async (options = ""): Promise<CruiseResult> =>
    JSON.parse(await run(`print(JSON.stringify(await cruise(${options})))`));
  return { sandbox, play, run, cruise };
}

describe("cruise", () => {
  it("wins level after level of a right model, each in as few actions as there can be", async () => {
    const { play, run, cruise } = start(slip);
    await run(SLIP_MODEL);
    const { levels, actions } = await cruise("{ levels: 5 }");
    const shortest = [0, 1, 2, 3, 4].map((level) => solve(slip, level)?.length ?? 0);
    expect([levels, actions]).toEqual([5, shortest.reduce((sum, one) => sum + one)]);
    expect(play.level).toBe(6);
  });

  it("plays games of clicks by the actions that the model gives", async () => {
    const { run, cruise, play } = start(lamp);
    await run(LAMP_MODEL);
    expect((await cruise("{ levels: 3 }")).levels).toBe(3);
    expect(play.log.every(({ action }) => action.startsWith("6:"))).toBe(true);
  });

  it("goes on from where the play stands, also after other actions, a death and a RESET", async () => {
    const { run, cruise, play } = start(slip);
    for (const action of ["1", "4", "2", "0", "3"]) play.take(action);
    await run(SLIP_MODEL);
    expect((await cruise("{ levels: 1 }")).levels).toBe(1);
  });

  it("answers that a goal can't be reached with what to test: it leads to what the model lacks", async () => {
    const { run, cruise, play } = start(keys);
    for (const action of ["1", "2", "3", "4"]) play.take(action);
    await run(MAZE_MODEL);
    const before = play.log.length;
    const { stop, untested = [], actions } = await cruise();
    expect(stop).toMatch(/can't be reached in the model \(\d+ states\)/);
    expect(actions).toBe(0);
    // Nobody ever touched the key: that comes first.
    expect(untested[0]).toMatchObject({
      what: expect.stringMatching(/^[1-4] on 8 \d×\d at /),
      times: 0,
    });
    await run(`await act(${JSON.stringify(untested[0]?.path)})`);
    expect(play.log.length - before).toBeLessThanOrEqual(10);
    // The door opened: the model, in which it is shut, is told of a picture that it did not foresee.
    const opened =
      "log.some((e) => diff(e.before, e.after).some((c) => c.from === 8 && c.to === 2 && c.y > 30))";
    expect((await run(opened)).trim()).toBe("true");
  });

  it("tells the least supported transitions by what the model has them change, where it knows no places", async () => {
    const { run, cruise } = start(keys);
    await run(MAZE_MODEL.replace(/ {2}at: .*\n\}\)/, "})"));
    const { untested = [] } = await cruise();
    expect(untested.map(({ what }) => what)).toContain("1 on a state where it would change at");
    expect(untested.every(({ times, path }) => times <= 1 && path.length > 0)).toBe(true);
  });

  it("stops at the first step that does not come true, says why, and retires a model after three", async () => {
    const sandbox = startSandbox();
    const still = { before: pictureOf(0), after: pictureOf(0), between: [], level: 1 };
    const player = async ({ name }: Call): Promise<Played> => {
      if (name === "act") {
        const entry = { ...still, action: "1", levelUp: false, died: false };
        sandbox.learn(entry, pictureOf(0), STANDING);
      }
      return { taken: 1 };
    };
    // A wrong model that seems right as long as nobody looks.
    await sandbox.run(
      `var looks = 0; model({ init: () => 0, step: (s) => s + 1, goal: (s) => s >= 10,
         fits: (g, s) => !looks || s % 2 === 0 || "it has not moved" })`,
      player,
    );
    for (let miss = 1; miss <= 3; miss++) {
      const code =
        "looks = 0; const p_ = cruise(); looks = 1; print(JSON.stringify(await p_)); looks = 0; void 0";
      const { output } = await sandbox.run(code, player);
      expect(JSON.parse(output)).toMatchObject({
        levels: 0,
        stop: expect.stringMatching(/action \d .* did not do as expected: it has not moved/),
      });
    }
    const { output } = await sandbox.run("(await cruise()).stop", player);
    expect(output).toMatch(/retired after 3 misses in a row/);
  });

  it("ends a search in time, with what to test, and any piece of code's search before the code is stopped", async () => {
    const { run, cruise } = start(slip, 8_000);
    const endless = `model({ init: () => ({ n: 0 }), step: (s, a) => ({ n: s.n * 2 + +a % 2 }), goal: () => false,
      fits: () => true, h: () => 1 })`;
    await run(endless);
    const { stop, untested } = await cruise("{ ms: 300 }");
    expect(stop).toMatch(/no plan was found in time/);
    expect(untested?.length).toBeGreaterThan(0);
    const search =
      "const r_ = bfs({ start: 0, actions: () => [0, 1], step: (s, a) => (s * 2 + a) % 1e9, goal: () => false, limit: 1e9 }); [r_.path, r_.isExhausted]";
    expect((await run(search)).trim()).toMatch(/^\[null,false\]$/);
  });

  it("tells in words what is wrong with a model", async () => {
    const { run, cruise, sandbox } = start(slip);
    expect((await cruise()).stop).toMatch(/there is no model/);
    await run(
      "model({ init() { return nothing.x }, step: (s) => s, goal: () => false, fits: () => true })",
    );
    expect((await cruise()).stop).toMatch(
      /init, on the picture that level 1 begins with, threw ReferenceError.*line 1/,
    );
    await run(
      "model({ init: () => 1, step(s) { if (s > 2) s.x.y; return s + 1 }, goal: () => false, fits: () => true })",
    );
    expect((await cruise()).stop).toMatch(/step\(3, "1"\) threw TypeError/);
    await run("model({ init: () => 1, step: (s) => s, goal: () => true, fits: () => true })");
    expect((await cruise()).stop).toMatch(/goal is true in the model already/);
    expect(
      await printed(
        sandbox,
        "model({ init: () => 1, step: (s) => s, goal: () => false, fits: () => true }).isAccepted",
      ),
    ).toBe("true");
  });
});
