import { MAX_SIDE } from "../game/frame.ts";
import { createActionPrior } from "./action-prior.ts";
import { createGameMemory, type GameMemory } from "./game-memory.ts";
import type { LevelMemory } from "./level-memory.ts";
import { type SavedLevel, savedGameMemory } from "./saved-game-memory.ts";
import { createStateGraph, GOAL, type StateGraph } from "./state-graph.ts";

/** Thrown and caught in this file only. */
class Damaged extends Error {}

function unpackMask(text: string): Uint8Array {
  const bits = Buffer.from(text, "base64");
  const hidden = new Uint8Array(MAX_SIDE * MAX_SIDE);
  if (bits.length * 8 !== hidden.length) throw new Damaged();
  return hidden.map((_, at) => ((bits[at >> 3] as number) >> (at & 7)) & 1);
}

function unpackNodes(saved: SavedLevel["nodes"]): StateGraph {
  const graph = createStateGraph();
  for (const { key } of saved) graph.meet(key);
  if (graph.nodes.length !== saved.length) throw new Damaged();
  saved.forEach(({ hope, edges }, place) => {
    const node = graph.nodes[place];
    if (!node || edges.length % 2 !== 0) throw new Damaged();
    graph.setHope(node, hope);
    for (let at = 0; at < edges.length; at += 2) {
      const target = edges[at + 1] as number;
      if (target < GOAL || target >= saved.length) throw new Damaged();
      graph.setResult(node, edges[at] as number, target);
    }
  });
  return graph;
}

const unpackLevel = ({ hidden, clicks, fineness, nodes, wins }: SavedLevel): LevelMemory => ({
  mask: { hidden: unpackMask(hidden), clicks },
  graph: unpackNodes(nodes),
  fineness,
  wins: wins.map((route) => route.map(([key, code]) => ({ key, code }))),
});

/** Takes back what `saveGameMemory` gave; the memory of a game never played if it is anything else. */
export function restoreGameMemory(saved: unknown): GameMemory {
  const parsed = savedGameMemory.safeParse(saved);
  if (!parsed.success) return createGameMemory();
  const { prior, levels } = parsed.data;
  try {
    return {
      prior: createActionPrior(
        prior.map(([signature, tries, effect, deaths]) => [signature, { tries, effect, deaths }]),
      ),
      levels: new Map(levels.map((saved) => [saved.level, unpackLevel(saved)])),
    };
  } catch (error) {
    if (error instanceof Damaged) return createGameMemory();
    throw error;
  }
}
