import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { clickCode } from "../../src/memory/action-code.ts";
import { createGameMemory, type GameMemory } from "../../src/memory/game-memory.ts";
import { createLevelMemory } from "../../src/memory/level-memory.ts";
import { emptyMask } from "../../src/memory/mask.ts";
import { restoreGameMemory } from "../../src/memory/restore-game-memory.ts";
import { saveGameMemory } from "../../src/memory/save-game-memory.ts";
import { DEATH, GOAL, type StateGraph } from "../../src/memory/state-graph.ts";

const keyOfState = (at: number) => at.toString(16).padStart(16, "0");

/** A memory of one level with `states` states, each with five results. */
function exampleMemory(states: number): GameMemory {
  const memory = createGameMemory();
  const mask = emptyMask();
  mask.hidden.fill(1, 4000);
  const level = createLevelMemory({ ...mask, clicks: [clickCode(3, 62)] });
  level.fineness = 1;
  level.wins = [[{ key: keyOfState(0), code: 3 }]];
  const random = createRandom(states);
  for (let at = 0; at < states; at++) level.graph.meet(keyOfState(at));
  for (const node of level.graph.nodes) {
    level.graph.setHope(node, node.id % 3 === 0 ? undefined : (node.id % 10) / 10);
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
    const back = restoreGameMemory(throughJson(memory));
    const [level, same] = [memory.levels.get(2), back.levels.get(2)];
    expect(same?.graph.nodes).toEqual(level?.graph.nodes);
    expect(resultsOf(same?.graph)).toEqual(resultsOf(level?.graph));
    expect(same?.mask).toEqual(level?.mask);
    expect(same?.wins).toEqual(level?.wins);
    expect(same?.fineness).toBe(1);
    expect([...back.prior.entries()]).toEqual([...memory.prior.entries()]);
  });

  it("is dropped whole when any part is damaged", () => {
    const saved = JSON.stringify(saveGameMemory(exampleMemory(5)));
    const damages: [string | RegExp, string][] = [
      ['"version":1', '"version":2'],
      [keyOfState(1), keyOfState(0)],
      [keyOfState(1), "nonsense"],
      ['"edges":[', '"edges":[3,'],
      ['"edges":[1,', '"edges":[1,99,1,'],
      ['"edges":[1,', '"edges":[1,-7,1,'],
      [/"hidden":"[^"]*"/, '"hidden":"AAAA"'],
      ['"prior":[[', '"prior":[["x",'],
      ['"wins":[[[', '"wins":[[],[['],
    ];
    for (const [what, instead] of damages) {
      const damaged = saved.replace(what, instead);
      expect(damaged).not.toBe(saved);
      const { levels, prior } = restoreGameMemory(JSON.parse(damaged));
      expect([levels.size, [...prior.entries()].length]).toEqual([0, 0]);
    }
    for (const nothing of [undefined, null, 3, "x", [], {}]) {
      expect(restoreGameMemory(nothing).levels.size).toBe(0);
    }
  });

  it("stays below a megabyte however much was learned", () => {
    const memory = exampleMemory(30_000);
    const text = JSON.stringify(saveGameMemory(memory));
    expect(text.length).toBeLessThan(1_000_000);
    const back = restoreGameMemory(JSON.parse(text)).levels.get(2);
    expect(back?.graph.nodes.length).toBeGreaterThan(5_000);
  });
});
