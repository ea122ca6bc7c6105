import type { GameMemory } from "./game-memory.ts";
import type { LevelMemory } from "./level-memory.ts";
import type { SavedGameMemory, SavedLevel } from "./saved-game-memory.ts";
import type { StateGraph, StateNode } from "./state-graph.ts";

/** Tested actions stored per level, some 12 bytes each, and signatures per game, some 25 bytes each. */
const MAX_EDGES = 40_000;
const MAX_NODES = 10_000;
const MAX_SIGNATURES = 5_000;

function packMask(hidden: Uint8Array): string {
  const bits = new Uint8Array(hidden.length / 8);
  hidden.forEach((value, at) => {
    if (value) bits[at >> 3] = (bits[at >> 3] as number) | (1 << (at & 7));
  });
  return Buffer.from(bits).toString("base64");
}

/** The states met first, as many as are stored. */
function earliest(graph: StateGraph): StateNode[] {
  let edges = 0;
  const kept: StateNode[] = [];
  for (const node of graph.nodes) {
    graph.eachResult(node, () => {
      edges += 1;
    });
    if (edges > MAX_EDGES || kept.length === MAX_NODES) break;
    kept.push(node);
  }
  return kept;
}

function packNodes(graph: StateGraph): SavedLevel["nodes"] {
  const kept = earliest(graph);
  const places = new Map(kept.map(({ id }, place) => [id, place]));
  return kept.map((node) => {
    const { key, hope } = node;
    const edges: number[] = [];
    graph.eachResult(node, (code, result) => {
      const place = result < 0 ? result : places.get(result);
      // An action whose result is not stored counts as untested again.
      if (place !== undefined) edges.push(code, place);
    });
    return { key, ...(hope === undefined ? {} : { hope: Math.round(hope * 100) / 100 }), edges };
  });
}

const packLevel = (level: number, memory: LevelMemory): SavedLevel => ({
  level,
  hidden: packMask(memory.mask.hidden),
  clicks: [...memory.mask.clicks],
  fineness: memory.fineness,
  nodes: packNodes(memory.graph),
  wins: memory.wins.map(
    (route) => route.map(({ key, code }) => [key, code]) as SavedLevel["wins"][number],
  ),
});

/** Everything worth keeping of a game as plain JSON, bounded however long the game was played. */
export function saveGameMemory({ prior, levels }: GameMemory): SavedGameMemory {
  const tallies = [...prior.entries()].slice(-MAX_SIGNATURES);
  return {
    version: 1,
    prior: tallies.map(([signature, { tries, effect, deaths }]) => [
      signature,
      tries,
      effect,
      deaths,
    ]),
    levels: [...levels].map(([level, memory]) => packLevel(level, memory)),
  };
}
