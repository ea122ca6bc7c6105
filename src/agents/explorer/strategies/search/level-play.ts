import { CLICK } from "../../../../game/action.ts";
import { type Frame, lastGrid } from "../../../../game/frame.ts";
import type { ActionPrior } from "../../../../memory/map/action-prior.ts";
import type { LevelMemory } from "../../../../memory/map/level-memory.ts";
import {
  createStateGraph,
  DEATH,
  GOAL,
  type StateNode,
} from "../../../../memory/map/state-graph.ts";
import type { Place } from "../../perception/place.ts";
import { showsEvent } from "../../perception/shows-event.ts";
import type { Transition } from "../../perception/transition.ts";
import { lookAt } from "../../perception/view.ts";
import type { Candidate } from "./candidate.ts";
import { GRID_STEPS, listClicks } from "./list-clicks.ts";
import { listKeys } from "./list-keys.ts";
import { createMaskWatch } from "./mask-watch.ts";
import { createTimeoutDetection } from "./timeout-detection.ts";
import { createUntestedActions, type UntestedActions } from "./untested-actions.ts";

/** One level while it is explored: its memory and what is worked out of it. */
export interface LevelPlay {
  readonly memory: LevelMemory;
  readonly untestedActions: UntestedActions;
  /** The state a frame of this level shows. */
  locate(frame: Frame): Place;
  /** The actions not tested yet in a state. */
  untested(place: Place): readonly Candidate[];
  /**
   * Learns from a step; `actions`: how many the try at the level took so far, where that is known.
   */
  learn(transition: Transition, actions?: number): void;
  /** Opens finer blind clicks or, when there are none, takes every action for untested again. */
  widen(takesClicks: boolean): void;
  /** Drops the states, which a level that was won needs no more. */
  forgetStates(): void;
}

/** The result of an action that only played an animation. */
const EVENT_EFFECT = 0.5;
/** States of a level kept in mind, and tested actions, some 12 bytes each; past that its graph starts anew. */
const MAX_STATES = 2_000_000;
const MAX_RESULTS = 30_000_000;

/** Takes up a level; `memory` is kept up to date. */
export function createLevelPlay(memory: LevelMemory, prior: ActionPrior): LevelPlay {
  const timeoutDetection = createTimeoutDetection();
  const watch = createMaskWatch();
  const untestedActions = createUntestedActions(memory, prior);
  let latest: Place | undefined;

  const forgetStates = () => {
    memory.graph = createStateGraph();
    untestedActions.relist();
    latest = undefined;
  };
  /** Whether an edge is to blame for a death; reopens those that no more are. */
  const isDeadly = (node: StateNode, code: number, actions: number | undefined): boolean => {
    const known = memory.graph.resultOf(node, code);
    // Where one lived before, it was something else.
    if (known !== undefined && known !== DEATH) return false;
    if (actions === undefined) return true;
    const blameless = timeoutDetection.died({ key: node.key, code }, actions);
    for (const edge of blameless) {
      const other = memory.graph.find(edge.key);
      if (!other || memory.graph.resultOf(other, edge.code) !== DEATH) continue;
      memory.graph.forgetResult(other, edge.code);
      memory.graph.setFrontierValue(other, undefined);
      untestedActions.relist();
    }
    return blameless.length === 0;
  };
  const correctMask = () => {
    const mask = watch.correction(memory.mask);
    if (!mask) return;
    memory.mask = mask;
    // Keys under another mask are of no use.
    memory.wins = [];
    forgetStates();
  };
  const effectOf = (from: Place, to: Place | number, after: Frame): number => {
    if (to === DEATH) return 0;
    if (to === GOAL) return 1;
    if ((to as Place).node !== from.node) return 1;
    return showsEvent(from.view, after, memory.mask) ? EVENT_EFFECT : 0;
  };

  return {
    memory,
    untestedActions,
    locate(frame) {
      if (latest?.frame === frame) return latest;
      const view = lookAt(lastGrid(frame), memory.mask);
      latest = { frame, view, node: memory.graph.meet(view.key) };
      return latest;
    },
    untested({ node, view, frame: { availableActions } }) {
      return untestedActions.untested(node, () => [
        ...listKeys(availableActions),
        ...(availableActions.includes(CLICK)
          ? listClicks(view, memory.mask, memory.clickResolution)
          : []),
      ]);
    },
    learn({ from, code, to, after }, actions) {
      const target = typeof to === "number" ? to : to.node.id;
      const known = memory.graph.resultOf(from.node, code);
      if (to === DEATH && !isDeadly(from.node, code, actions)) return;
      if (to !== DEATH && actions !== undefined) timeoutDetection.lived(actions);
      if (known !== undefined) watch.repeat(known !== target);
      memory.graph.setResult(from.node, code, target);
      const candidate = untestedActions.tested(from.node, code);
      if (candidate || known === undefined) {
        // What another strategy tried was not listed, and has no signatures: it only counts.
        prior.record(candidate?.signatures ?? [], effectOf(from, to, after), to === DEATH);
      }
      if (typeof to === "number") return;
      watch.step(from.view, to.view);
      correctMask();
      const { nodes, countResults } = memory.graph;
      if (nodes.length > MAX_STATES || countResults() > MAX_RESULTS) forgetStates();
    },
    widen(takesClicks) {
      if (!takesClicks || memory.clickResolution + 1 >= GRID_STEPS.length) {
        memory.clickResolution = 0;
        forgetStates();
        return;
      }
      memory.clickResolution += 1;
      for (const node of memory.graph.nodes) memory.graph.setFrontierValue(node, undefined);
      untestedActions.relist();
    },
    forgetStates,
  };
}
