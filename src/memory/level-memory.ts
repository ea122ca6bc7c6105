import type { Mask } from "../game/mask.ts";
import { createStateGraph, type RouteStep, type StateGraph } from "./state-graph.ts";

/** Everything remembered of one level. */
export interface LevelMemory {
  /** The cells its state keys leave out. */
  mask: Mask;
  graph: StateGraph;
  /** How fine the blind clicks are that were opened because nothing else was left: an index, 0 for none. */
  fineness: number;
  /** Routes that finished the level, the most promising first. */
  wins: RouteStep[][];
  /** Routes that finished it in another version of the game, not yet tried in this one. */
  leads: RouteStep[][];
}

/** A level met for the first time. */
export const createLevelMemory = (mask: Mask): LevelMemory => ({
  mask,
  graph: createStateGraph(),
  fineness: 0,
  wins: [],
  leads: [],
});
