import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/base/random.ts";
import { clickCode } from "../../../src/game/action-code.ts";
import { emptyMask } from "../../../src/game/mask.ts";
import { createGameMemory, type GameMemory } from "../../../src/memory/map/game-memory.ts";
import { createLevelMemory } from "../../../src/memory/map/level-memory.ts";
import { DEATH, GOAL, type StateGraph } from "../../../src/memory/map/state-graph.ts";
import { restoreGameMemory } from "../../../src/memory/store/restore-game-memory.ts";
import { saveGameMemory } from "../../../src/memory/store/save-game-memory.ts";

const keyOfState = (at: number) => at.toString(16).padStart(16, "0");

/** A memory of one level with `states` states, each with five results. */
function exampleMemory(states: number): GameMemory {
  const memory = createGameMemory("one");
  const mask = emptyMask();
  mask.hidden.fill(1, 4000);
  const level = createLevelMemory({ ...mask, clicks: [clickCode(3, 62)] });
  level.clickResolution = 1;
  level.wins = [[{ key: keyOfState(0), code: 3 }]];
  level.transferredRoutes = [[{ key: keyOfState(1), code: 2 }]];
  const random = createRandom(states);
  for (let at = 0; at < states; at++) level.graph.meet(keyOfState(at));
  for (const node of level.graph.nodes) {
    level.graph.setFrontierValue(node, node.id % 3 === 0 ? undefined : (node.id % 10) / 10);
    for (let code = 1; code < 4; code++) level.graph.setResult(node, code, random.int(states));
    level.graph.setResult(node, clickCode(random.int(64), 9), DEATH);
    level.graph.setResult(node, 5, GOAL);
  }
  memory.levels.set(2, level);
  for (let signature = 0; signature < states; signature++) {
    memory.prior.record([signature], 0.5, signature % 7 === 0);
  }
  return memory;
}

function resultsOf(graph: StateGraph | undefined): [number, number][][] | undefined {
  return graph?.nodes.map((node) => {
    const results: [number, number][] = [];
    graph.eachResult(node, (code, result) => results.push([code, result]));
    return results;
  });
}

const throughJson = (memory: GameMemory): unknown =>
  JSON.parse(JSON.stringify(saveGameMemory(memory)));

describe("the stored memory of a game", () => {
  it("comes back whole", () => {
    const memory = exampleMemory(50);
    const back = restoreGameMemory(throughJson(memory), "one");
    const [level, same] = [memory.levels.get(2), back.levels.get(2)];
    expect(same?.graph.nodes).toEqual(level?.graph.nodes);
    expect(resultsOf(same?.graph)).toEqual(resultsOf(level?.graph));
    expect(same?.mask).toEqual(level?.mask);
    expect(same?.wins).toEqual(level?.wins);
    expect(same?.clickResolution).toBe(1);
    expect(same?.transferredRoutes).toEqual(level?.transferredRoutes);
    expect(back.prior.recorded()).toEqual(memory.prior.recorded());
  });

  it("is dropped whole when any part is damaged", () => {
    const saved = JSON.stringify(saveGameMemory(exampleMemory(5)));
    const damages: [string | RegExp, string][] = [
      ['"version":2', '"version":3'],
      [keyOfState(1), keyOfState(0)],
      [keyOfState(1), "nonsense"],
      ['"edges":[', '"edges":[3,'],
      ['"edges":[1,', '"edges":[1,99,1,'],
      ['"edges":[1,', '"edges":[1,-7,1,'],
      [/"hidden":"[^"]*"/, '"hidden":"AAAA"'],
      ['"tallies":[[', '"tallies":[["x",'],
      ['"wins":[[[', '"wins":[[],[['],
    ];
    for (const [what, instead] of damages) {
      const damaged = saved.replace(what, instead);
      expect(damaged).not.toBe(saved);
      const { levels, prior } = restoreGameMemory(JSON.parse(damaged), "one");
      expect([levels.size, prior.recorded().actions]).toEqual([0, 0]);
    }
    for (const nothing of [undefined, null, 3, "x", [], {}]) {
      expect(restoreGameMemory(nothing, "one").levels.size).toBe(0);
    }
  });

  it("is dropped, and nothing is thrown, when every part is damaged", () => {
    const saved = saveGameMemory(exampleMemory(1));
    const [level] = saved.levels;
    const nodes = Array.from({ length: 90_000 }, (_, at) => ({
      key: keyOfState(at),
      edges: [0.5, 0.5],
    }));
    const damaged = { ...saved, levels: [{ ...level, nodes }] };
    expect(restoreGameMemory(damaged, "one").levels.size).toBe(0);
  });

  it("stays below a megabyte however much was learned", () => {
    const memory = exampleMemory(30_000);
    const text = JSON.stringify(saveGameMemory(memory));
    expect(text.length).toBeLessThan(1_000_000);
    const back = restoreGameMemory(JSON.parse(text), "one").levels.get(2);
    expect(back?.graph.nodes.length).toBeGreaterThan(5_000);
  });

  it.each([-1, 1001, 1.5, Number.NaN, 1e308])(
    "is saved without a level %d, that could not be read back, and with all the rest",
    (number) => {
      const memory = exampleMemory(5);
      memory.levels.set(number, createLevelMemory(emptyMask()));
      const back = restoreGameMemory(throughJson(memory), "one");
      expect([...back.levels.keys()]).toEqual([2]);
      expect(back.prior.recorded()).toEqual(memory.prior.recorded());
    },
  );

  it("keeps the runs apart, and each run's part from being changed by another", () => {
    const first = exampleMemory(20);
    const second = restoreGameMemory(throughJson(first), "two");
    second.prior.record([0, 99], 1, false);
    expect(second.prior.tally(0)?.tries).toBe(2);
    const back = restoreGameMemory(throughJson(second), "three");
    expect(back.others).toEqual([
      { run: "one", ...first.prior.recorded() },
      { run: "two", ...second.prior.recorded() },
    ]);
    expect(back.prior.tally(0)?.tries).toBe(2);
    expect(back.prior.recorded().actions).toBe(0);
  });

  it("keeps the experience of as many runs as there is room for, of the busiest and its own", () => {
    let memory = createGameMemory("run 0");
    for (let run = 1; run <= 30; run++) {
      for (let at = 0; at < 100 * run; at++) memory.prior.record([run * 10_000 + at], 1, false);
      memory = restoreGameMemory(throughJson(memory), `run ${run}`);
    }
    memory.prior.record([1], 1, false);
    const { experience } = saveGameMemory(memory);
    expect(experience.map(({ run }) => run)).toContain("run 30");
    expect(experience.map(({ run }) => run)).toContain("run 29");
    expect(experience.map(({ run }) => run)).not.toContain("run 3");
    const signatures = experience.reduce((sum, { tallies }) => sum + tallies.length, 0);
    expect(signatures).toBeGreaterThan(6_000);
    expect(signatures).toBeLessThanOrEqual(10_000);
  });

  it("is read as the first version stored it", () => {
    const { experience, levels } = saveGameMemory(exampleMemory(10));
    const old = {
      version: 1,
      prior: experience[0]?.tallies,
      levels: levels.map(({ leads, ...level }) => level),
    };
    const back = restoreGameMemory(JSON.parse(JSON.stringify(old)), "new");
    expect(back.prior.tally(7)).toEqual({ tries: 1, effect: 0.5, deaths: 1 });
    expect(back.levels.get(2)?.wins).toEqual([[{ key: keyOfState(0), code: 3 }]]);
    expect(back.levels.get(2)?.graph.nodes).toHaveLength(10);
    expect(back.levels.get(2)?.transferredRoutes).toEqual([]);
  });
});
