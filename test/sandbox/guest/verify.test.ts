import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slip } from "../../../src/arcade/games/slip.ts";
import { createRandom } from "../../../src/base/random.ts";
import { createSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { solve } from "../../helpers/solve.ts";
import { type ArcadePlay, playArcade, textOf } from "../arcade-play.ts";
import { nobodyPlays } from "../helpers.ts";
import { SLIP_MODEL } from "../models.ts";

interface Verified {
  readonly isAccepted: boolean;
  readonly hits: number;
  readonly steps: number;
  readonly misfits: readonly string[];
}

let sandbox: Sandbox;
let play: ArcadePlay;
/** Some steps by chance, deaths among them, then the level's solution: three levels, and the start of a fourth. */
beforeAll(() => {
  sandbox = createSandbox();
  play = playArcade(slip, sandbox);
  const random = createRandom("verify");
  for (let level = 0; level < 3; level++) {
    for (let step = 0; step < 15; step++) {
      // A win by chance comes too soon for some rules to be seen.
      if (play.level === level + 1) play.take(random.pick(["1", "2", "3", "4"]));
    }
    if (play.level === level + 1) play.take("0");
    for (const action of solve(slip, level) ?? [])
      if (play.level === level + 1) play.take(textOf(action));
  }
  for (const action of ["1", "2", "3", "4", "1", "3"]) play.take(action);
});
afterAll(() => sandbox.close());

async function verified(model: string): Promise<Verified> {
  const { output, error } = await sandbox.run(
    `print(JSON.stringify(${withoutHead(model)}))`,
    nobodyPlays,
  );
  if (error !== undefined) throw new Error(error);
  return JSON.parse(output);
}

/** The model as an expression; its functions are declared beforehand. */
const withoutHead = (model: string) => model.slice(model.indexOf("model({"));

/** Errors that a model's author may make: of one rule each. */
const ERRORS: readonly (readonly [name: string, right: string, wrong: string])[] = [
  ["up and down are swapped", "1: -s.w, 2: s.w", "2: -s.w, 1: s.w"],
  ["left and right are swapped", "3: -1, 4: 1", "4: -1, 3: 1"],
  ["a step goes one square", "at = to;", "at = to; if (true) break;"],
  ["a step goes two squares at most", "for (;;) {", "for (let n = 0; n < 2; n++) {"],
  ["walls do not stop", '=== "#") break', '=== "#" && s.map[to + d] === "#") break'],
  ["pits stop as walls do", '=== "#") break', '=== "#" || s.map[to] === "o") break'],
  ["pits do nothing", 'if (s.map[at] === "o") return null;', ""],
  ["pits only stop", 'if (s.map[at] === "o") return null;', 'if (s.map[at] === "o") break;'],
  ["gems stay", "gems = gems.filter((one) => one !== at)", "gems = gems.slice()"],
  [
    "gems are taken only where it stops",
    "if (gems.includes(at)) gems",
    "if (s.map[at + d] === '#' && gems.includes(at)) gems",
  ],
  [
    "gems stop it",
    "gems = gems.filter((one) => one !== at);",
    "{ gems = gems.filter((one) => one !== at); break; }",
  ],
  ["one gem takes all", "gems.filter((one) => one !== at)", "[]"],
  ["the goal holds at once", '=== "E" && gems.length === 0) break', '=== "E") break'],
  ["the goal never holds", 'if (s.map[at] === "E" && gems.length === 0) break;', ""],
  [
    "gems are not needed",
    '(s) => s.map[s.at] === "E" && s.gems.length === 0',
    '(s) => s.map[s.at] === "E"',
  ],
  [
    "gems alone are needed",
    '(s) => s.map[s.at] === "E" && s.gems.length === 0',
    "(s) => s.gems.length === 0",
  ],
  ["the goal is a pit", 's.map[s.at] === "E" &&', 's.map[s.at] === "o" &&'],
  ["it is won at no time", '(s) => s.map[s.at] === "E" && s.gems.length === 0', "() => false"],
  [
    "a wall is no step",
    "return { ...s, at, gems }",
    "return at === s.at ? null : { ...s, at, gems }",
  ],
  ["the state is changed", "return { ...s, at, gems }", "s.at = at; s.gems = gems; return s"],
  ["init reads no pits", 'corner === 8 ? "o"', 'corner === 99 ? "o"'],
  ["init reads a gem as a wall", 'middle === 4 ? "#"', 'middle === 4 || middle === 11 ? "#"'],
  [
    "init fails",
    "return { ox, oy, w, map, gems, at }",
    "return { ox, oy, w, map, gems: gems.none.here, at }",
  ],
  [
    "fits fails",
    "const { cells, at } = readSquares(grid, 9);",
    "const { cells, at } = readSquares(grid, 3);",
  ],
];

describe("the check of a model against the log", () => {
  it("accepts a right one, with every step", async () => {
    await sandbox.run(SLIP_MODEL.slice(0, SLIP_MODEL.indexOf("model({")), nobodyPlays);
    const result = await verified(SLIP_MODEL);
    expect(play.log.some(({ died }) => died)).toBe(true);
    expect(play.level).toBe(4);
    expect(result).toMatchObject({ isAccepted: true, misfits: [] });
    expect(result.hits).toBe(result.steps);
    // All but RESETs.
    expect(result.steps).toBe(play.log.filter(({ action }) => action !== "0").length);
  });

  it.each(ERRORS)("finds an error: %s", async (_, right, wrong) => {
    expect(SLIP_MODEL.split(right)).toHaveLength(2);
    const { misfits, hits, steps } = await verified(SLIP_MODEL.replace(right, () => wrong));
    expect(hits).toBeLessThan(steps);
    expect(misfits[0]).toMatch(/^log\[\d+\], action [1-4] on level \d: ./);
  });

  it("tells the first misfit with the state and what changed in truth, and the line of what threw", async () => {
    const first = async (right: string, wrong: string) =>
      (await verified(SLIP_MODEL.replace(right, () => wrong))).misfits[0];
    expect(await first("at = to;", "at = to; if (true) break;")).toMatch(
      /the piece is at \d+, not at \d+; in truth: (no change|9 5×5 at \d+,\d+ moved)/,
    );
    expect(await first("let { at, gems } = s;", "let { at, gems } = s.none;")).toMatch(
      /step\(\{.*\}, "[1-4]"\) threw TypeError: .* \(line \d+\)/,
    );
    expect(await first("return { ...s, at, gems }", "s.at = at; return s")).toMatch(
      /must return a new one/,
    );
    expect(await first("return { ox, oy, w, map, gems, at }", "return undefined")).toMatch(
      /init returns no state/,
    );
  });

  it("tolerates two in a hundred on other levels, none on the present one", async () => {
    const wrongAt = (index: number) =>
      SLIP_MODEL.replace(
        "fits(grid, s) {",
        () => `fits(grid, s) { if (same(grid, log[${index}].after)) return "spoilt";`,
      );
    const last = play.log.length - 1;
    expect(play.log[last]?.level).toBe(4);
    expect((await verified(wrongAt(last))).isAccepted).toBe(false);
    const early = play.log.findIndex(
      ({ level, levelUp, died, action }) => level === 1 && !levelUp && !died && action !== "0",
    );
    const result = await verified(wrongAt(early));
    const missed = result.steps - result.hits;
    expect(result.isAccepted).toBe(missed <= 0.02 * (result.steps - 6));
    expect(missed).toBeGreaterThan(0);
  });

  it.each([
    ["model()", /init, step, goal, fits must be given/],
    ["model({ init() {}, step() {}, goal() {}, fits: 1 })", /fits must be given/],
    ["model({ init() {}, step() {}, goal() {}, fits() {}, h: 3 })", /h must be functions/],
  ])("refuses what is no model: %s", async (code, why) => {
    expect((await sandbox.run(code, nobodyPlays)).error).toMatch(why);
  });
});
