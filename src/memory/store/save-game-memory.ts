import type { Experience } from "../map/experience.ts";
import type { GameMemory } from "../map/game-memory.ts";
import type { LevelMemory } from "../map/level-memory.ts";
import type { RouteStep, StateGraph, StateNode } from "../map/state-graph.ts";
import {
  MAX_LEVELS,
  MAX_RUNS,
  readSavedGameMemory,
  type SavedExperience,
  type SavedGameMemory,
  type SavedLevel,
} from "./saved-game-memory.ts";

/** Tested actions stored per level, some 12 bytes each. */
const MAX_EDGES = 40_000;
const MAX_NODES = 10_000;
/** Signatures stored of one run and of all runs on the game, some 25 bytes each. */
const MAX_SIGNATURES = 5_000;
const MAX_ALL_SIGNATURES = 10_000;

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
    const { key, frontierValue: value } = node;
    const edges: number[] = [];
    graph.eachResult(node, (code, result) => {
      const place = result < 0 ? result : places.get(result);
      // An action whose result is not stored counts as untested again.
      if (place !== undefined) edges.push(code, place);
    });
    return { key, ...(value === undefined ? {} : { hope: Math.round(value * 100) / 100 }), edges };
  });
}

const packRoutes = (routes: readonly RouteStep[][]): SavedLevel["wins"] =>
  routes.map((route) => route.map(({ key, code }) => [key, code]) as SavedLevel["wins"][number]);

const packLevel = (level: number, memory: LevelMemory): SavedLevel => ({
  level,
  hidden: packMask(memory.mask.hidden),
  clicks: [...memory.mask.clicks],
  fineness: memory.clickResolution,
  nodes: packNodes(memory.graph),
  wins: packRoutes(memory.wins),
  leads: packRoutes(memory.transferredRoutes),
});

const packExperience = ({ run, actions, tallies }: Experience): SavedExperience => ({
  run,
  actions,
  tallies: tallies
    .slice(-MAX_SIGNATURES)
    .map(([signature, { tries, effect, deaths }]) => [signature, tries, effect, deaths]),
});

/** This run's experience, and as much of the others' as is stored, those with most actions first. */
function packExperiences({ run, others, prior }: GameMemory): SavedExperience[] {
  const own = { run, ...prior.recorded() };
  const ranked = others.toSorted((a, b) => b.actions - a.actions || (a.run < b.run ? -1 : 1));
  const kept = [...(own.actions > 0 ? [own] : []), ...ranked].slice(0, MAX_RUNS);
  const packed = kept.map(packExperience);
  let signatures = 0;
  const end = packed.findIndex(({ tallies }, at) => {
    signatures += tallies.length;
    return at > 0 && signatures > MAX_ALL_SIGNATURES;
  });
  return packed.slice(0, end < 0 ? packed.length : end).sort((a, b) => (a.run < b.run ? -1 : 1));
}

/**
 * Everything worth keeping of a game as plain JSON, bounded however long the game was played. It is
 * checked by what will read it: a level that could not be read back is left out, since with it all
 * else would be lost.
 */
export function saveGameMemory(memory: GameMemory): SavedGameMemory {
  const saved: SavedGameMemory = {
    version: 2,
    experience: packExperiences(memory),
    levels: [...memory.levels].map(([level, one]) => packLevel(level, one)),
  };
  const isReadable = (part: Partial<SavedGameMemory>) =>
    readSavedGameMemory({ version: 2, experience: [], levels: [], ...part }) !== undefined;
  if (isReadable(saved)) return saved;
  return {
    version: 2,
    experience: saved.experience.filter((one) => isReadable({ experience: [one] })),
    levels: saved.levels.filter((one) => isReadable({ levels: [one] })).slice(0, MAX_LEVELS),
  };
}
