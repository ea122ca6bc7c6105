import type { Mask } from "../../game/mask.ts";
import { createStateGraph, type RouteStep, type StateGraph } from "./state-graph.ts";

/** Everything remembered of one level. */
export interface LevelMemory {
  /** The cells its state keys leave out. */
  mask: Mask;
  graph: StateGraph;
  /** The grid of blind clicks that was opened because nothing else was left: an index, finer as it grows, 0 for none. */
  clickResolution: number;
  /** Routes that finished the level, the most promising first. */
  wins: RouteStep[][];
  /** Routes that finished it in another version of the game, not yet tried in this one. */
  transferredRoutes: RouteStep[][];
}

/** A level met for the first time. */
export const createLevelMemory = (mask: Mask): LevelMemory => ({
  mask,
  graph: createStateGraph(),
  clickResolution: 0,
  wins: [],
  transferredRoutes: [],
});
