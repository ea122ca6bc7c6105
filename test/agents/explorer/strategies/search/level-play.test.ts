import { describe, expect, it } from "vitest";
import { createLevelPlay } from "../../../../../src/agents/explorer/strategies/search/level-play.ts";
import { isClickCode } from "../../../../../src/game/action-code.ts";
import type { Frame } from "../../../../../src/game/frame.ts";
import { emptyMask } from "../../../../../src/game/mask.ts";
import { createActionPrior } from "../../../../../src/memory/map/action-prior.ts";
import { createLevelMemory } from "../../../../../src/memory/map/level-memory.ts";
import { DEATH } from "../../../../../src/memory/map/state-graph.ts";
import { draw } from "../../helpers/draw.ts";

const frame = (picture: string, animation: string[] = []): Frame => ({
  gameId: "g",
  guid: "g",
  grids: [...animation, picture].map(draw),
  state: "NOT_FINISHED",
  levelsCompleted: 0,
  winLevels: 1,
  availableActions: [1, 2, 6],
});

function start() {
  const prior = createActionPrior();
  const memory = createLevelMemory(emptyMask());
  const level = createLevelPlay(memory, prior);
  const learn = (
    before: string,
    code: number,
    after: string | typeof DEATH,
    seen: string[] = [],
  ) => {
    const from = level.locate(frame(before));
    level.untested(from);
    if (after === DEATH) return level.learn({ from, code, to: DEATH, after: frame(before) });
    const reply = frame(after, seen);
    level.learn({ from, code, to: level.locate(reply), after: reply });
  };
  const codes = (picture: string) =>
    level.untested(level.locate(frame(picture))).map(({ code }) => code);
  const resultOf = (picture: string, code: number) =>
    memory.graph.resultOf(level.locate(frame(picture)).node, code);
  return { level, memory, prior, learn, codes, resultOf };
}

describe("the play of a level", () => {
  it("lists the keys and a click on each component, and each only until it was tested", () => {
    const { learn, codes } = start();
    const first = codes("11.. ....");
    expect(first.filter((code) => !isClickCode(code))).toEqual([1, 2]);
    expect(first.filter(isClickCode)).toHaveLength(2);
    learn("11.. ....", 1, "..11 ....");
    expect(codes("11.. ....")).toEqual(first.filter((code) => code !== 1));
  });

  it("learns that an action did something, nothing, or nothing but an animation", () => {
    const { learn, prior, level } = start();
    const [one] = level.untested(level.locate(frame("1.. ...")));
    const effect = () => prior.tally(one?.signatures[0] ?? 0)?.effect;
    learn("1.. ...", 1, "1.. ...");
    expect(effect()).toBe(0);
    learn("1.. 3..", 1, "1.. 3..", ["1.. 3.7"]);
    expect(effect()).toBe(0.5);
    learn("1.. 4..", 1, "1.. 5..");
    expect(effect()).toBe(1.5);
  });

  it("takes the latest result of an action for true", () => {
    const { learn, resultOf, level } = start();
    learn("1..", 1, ".1.");
    learn("1..", 1, "..1");
    expect(resultOf("1..", 1)).toBe(level.locate(frame("..1")).node.id);
  });

  it("blames no action for a death that it led past before", () => {
    const { learn, resultOf, level } = start();
    learn("1..", 1, ".1.");
    learn("1..", 1, DEATH);
    expect(resultOf("1..", 1)).toBe(level.locate(frame(".1.")).node.id);
    learn("1..", 2, DEATH);
    expect(resultOf("1..", 2)).toBe(DEATH);
  });

  it("opens a blind grid of clicks, then a finer one, then everything again", () => {
    const { learn, codes, level, memory } = start();
    const wide = "........ ........ ........ ........ ........ ........ ........ ........";
    learn(wide, 1, wide);
    const counts = [codes(wide).length];
    for (let time = 0; time < 3; time++) {
      level.widen(true);
      counts.push(codes(wide).length);
    }
    const [none, coarse, fine, again] = counts as [number, number, number, number];
    expect(coarse).toBeGreaterThan(none);
    expect(fine).toBeGreaterThan(coarse);
    expect(again).toBe(none + 1);
    expect(memory.clickResolution).toBe(0);
  });
});
