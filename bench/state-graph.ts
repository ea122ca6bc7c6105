/**
 * What a step of the explorer costs, and a state in memory, as the map of a level grows to a
 * million states. All states nearest to the start are put on the map, tested through and through;
 * then the explorer plays on, thrown back to the start every hundred steps, from where the next
 * untested action is as far as can be. Before that, whole explorers on the games of the arcade.
 *
 *     node --expose-gc --max-old-space-size=8192 dist-bench/state-graph.js [most states] [steps] [arcade steps]
 */
import { deflateRawSync } from "node:zlib";
import Table from "cli-table3";
import {
  createLevelPlay,
  type LevelPlay,
} from "../dist/agents/explorer/strategies/search/level-play.js";
import { createSearch } from "../dist/agents/explorer/strategies/search/search.js";
import { arcadeGames } from "../dist/arcade/games/catalog.js";
import { createRandom } from "../dist/base/random.js";
import type { Frame } from "../dist/game/frame.js";
import { emptyMask } from "../dist/game/mask.js";
import { createGameMemory } from "../dist/memory/map/game-memory.js";
import { createLevelMemory } from "../dist/memory/map/level-memory.js";
import { routeToGoal } from "../dist/memory/map/route.js";
import { saveGameMemory } from "../dist/memory/store/save-game-memory.js";
import { cpuOf } from "./cpu.js";
import { dials, switches, type World } from "./large-worlds.js";
import { playArcade } from "./play-arcade.js";

const MOST = Number(process.argv[2] ?? 1_000_000);
const STEPS = Number(process.argv[3] ?? 2_000);
const ARCADE_STEPS = Number(process.argv[4] ?? 10_000);
const STEPS_PER_TRY = 100;

const style = { head: [], border: [], compact: true };
const games = new Table({ head: ["game", "states", "p50", "p99", "max"], style });
for (const game of arcadeGames) {
  const { cpuMs, agent } = await playArcade(game, ARCADE_STEPS);
  games.push([game.id, agent.describe?.().states, ...spread(cpuMs).map(inMs)]);
}
console.log(
  `CPU milliseconds per step (choose, observe), ${ARCADE_STEPS} steps of a whole explorer`,
);
console.log(games.toString());

const table = new Table({
  head: ["world", "states", "p50", "p99", "max", "start p50", "max", "bytes", "win", "save"],
  style,
});
for (const world of [dials, switches]) grow(world);
console.log(`
CPU milliseconds per step (search, learn), ${STEPS} steps at every size; of the first steps of a try
alone; bytes per state; milliseconds for the way to a goal that is nowhere, and for saving`);
console.log(table.toString());

function grow(world: World): void {
  const ids = new Int32Array(world.size).fill(-1);
  const order = new Int32Array(world.size);
  const empty = bytesInUse();
  const memory = createGameMemory("bench");
  const levelMemory = createLevelMemory(emptyMask());
  memory.levels.set(0, levelMemory);
  const level = createLevelPlay(levelMemory, memory.prior);
  const codes = level.untested(level.locate(show(world, world.start))).map(({ code }) => code);

  let met = 0;
  let expanded = 0;
  const meet = (state: number) => {
    if (ids[state] === -1) {
      ids[state] = level.locate(show(world, state)).node.id;
      order[met++] = state;
    }
    return ids[state] as number;
  };
  meet(world.start);
  for (let size = 1_000; size <= MOST; size *= 10) {
    for (; met < size; expanded++) {
      const state = order[expanded] as number;
      const node = levelMemory.graph.nodes[meet(state)];
      if (!node) throw new Error("the map was dropped");
      for (const code of codes) {
        levelMemory.graph.setResult(node, code, meet(world.play(state, code)));
      }
      levelMemory.graph.setFrontierValue(node, 0);
    }
    level.untestedActions.relist();
    const { cpuMs, startsMs } = play(world, level);
    const states = levelMemory.graph.nodes.length;
    const bytes = (bytesInUse() - empty) / states;
    const first = levelMemory.graph.nodes[0];
    const winMs = cpuOf(() => first && routeToGoal(levelMemory.graph, first));
    const saveMs = cpuOf(() => deflateRawSync(JSON.stringify(saveGameMemory(memory))));
    table.push([
      world.name,
      states,
      ...spread(cpuMs).map(inMs),
      ...spread(startsMs)
        .filter((_, at) => at !== 1)
        .map(inMs),
      Math.round(bytes),
      Math.round(winMs),
      Math.round(saveMs),
    ]);
  }
}

/** Explores for `STEPS` steps: the CPU time of each, and of those at the start once more. */
function play(world: World, level: LevelPlay): { cpuMs: number[]; startsMs: number[] } {
  const search = createSearch(createRandom(world.name));
  const cpuMs: number[] = [];
  let state = world.start;
  let frame = show(world, state);
  for (let step = 0; step < STEPS; step++) {
    if (step % STEPS_PER_TRY === 0) {
      state = world.start;
      frame = show(world, state);
      search.forgetRoute();
    }
    let after = frame;
    let code = 0;
    const choosing = cpuOf(() => {
      code = search.next(level, level.locate(frame)) ?? -1;
    });
    if (code < 0) throw new Error("nothing left to explore");
    state = world.play(state, code);
    after = show(world, state);
    const learning = cpuOf(() => {
      const from = level.locate(frame);
      level.learn({ from, code, to: level.locate(after), after });
    });
    frame = after;
    cpuMs.push(choosing + learning);
  }
  return { cpuMs, startsMs: cpuMs.filter((_, step) => step % STEPS_PER_TRY === 0) };
}

function show(world: World, state: number): Frame {
  return {
    gameId: world.name,
    guid: "bench",
    grids: [world.draw(state)],
    state: "NOT_FINISHED",
    levelsCompleted: 0,
    winLevels: 1,
    availableActions: world.availableActions,
  };
}

function inMs(ms: number): string {
  return ms.toFixed(2);
}

function bytesInUse(): number {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function spread(figures: readonly number[]): [number, number, number] {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number;
  return [at(0.5), at(0.99), at(1)];
}
