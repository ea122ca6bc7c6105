import { MAX_SIDE } from "../../game/frame.ts";
import type { Experience } from "../map/experience.ts";
import { createGameMemory, type GameMemory } from "../map/game-memory.ts";
import type { LevelMemory } from "../map/level-memory.ts";
import { createStateGraph, type RouteStep, type StateGraph } from "../map/state-graph.ts";
import { bestVariants } from "./best-variants.ts";
import { readSavedGameMemory, type SavedExperience, type SavedLevel } from "./saved-game-memory.ts";

function unpackMask(text: string): Uint8Array {
  const bits = Buffer.from(text, "base64");
  return new Uint8Array(MAX_SIDE * MAX_SIDE).map(
    (_, at) => ((bits[at >> 3] as number) >> (at & 7)) & 1,
  );
}

function unpackNodes(saved: SavedLevel["nodes"]): StateGraph {
  const graph = createStateGraph();
  for (const { key } of saved) graph.meet(key);
  saved.forEach(({ hope, edges }, place) => {
    const node = graph.nodes[place];
    if (!node) return;
    graph.setFrontierValue(node, hope);
    for (let at = 0; at < edges.length; at += 2) {
      graph.setResult(node, edges[at] as number, edges[at + 1] as number);
    }
  });
  return graph;
}

/** Routes as they are played. */
const unpackRoutes = (routes: SavedLevel["wins"]): RouteStep[][] =>
  routes.map((route) => route.map(([key, code]) => ({ key, code })));

const unpackLevel = ({
  hidden,
  clicks,
  fineness,
  nodes,
  wins,
  leads,
}: SavedLevel): LevelMemory => ({
  mask: { hidden: unpackMask(hidden), clicks },
  graph: unpackNodes(nodes),
  clickResolution: fineness,
  wins: unpackRoutes(wins),
  transferredRoutes: unpackRoutes(leads),
});

const unpackExperience = ({ run, actions, tallies }: SavedExperience): Experience => ({
  run,
  actions,
  tallies: tallies.map(([signature, tries, effect, deaths]) => [
    signature,
    { tries, effect, deaths },
  ]),
});

/**
 * Takes back what `saveGameMemory` gave, for `run` to go on with; the memory of a game never played
 * if it is anything else.
 */
export function restoreGameMemory(saved: unknown, run: string): GameMemory {
  const read = readSavedGameMemory(saved);
  if (!read) return createGameMemory(run);
  return createGameMemory(
    run,
    read.experience.map(unpackExperience),
    new Map(bestVariants(read.levels).map((level) => [level.level, unpackLevel(level)])),
  );
}
