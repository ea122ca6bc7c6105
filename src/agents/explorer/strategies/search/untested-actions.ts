import type { ActionPrior } from "../../../../memory/map/action-prior.ts";
import type { LevelMemory } from "../../../../memory/map/level-memory.ts";
import type { StateNode } from "../../../../memory/map/state-graph.ts";
import type { Candidate } from "./candidate.ts";
import { scoreCandidate } from "./score-candidate.ts";

/** Which actions of the states of one level are worth testing. */
export interface UntestedActions {
  /** The actions not tested yet in a state; `list` names all of them, asked only when they are not at hand. */
  untested(node: StateNode, list: () => Candidate[]): readonly Candidate[];
  /** Notes that an action was tested; returns it if it was one of those untested. */
  tested(node: StateNode, code: number): Candidate | undefined;
  /** Has the untested actions of every state listed anew when they are asked for. */
  relist(): void;
  score(candidate: Candidate): number;
  /** What the best untested action of a state is worth; 0 when there is none. */
  frontierValueOf(node: StateNode): number;
}

/** The frontier value of a state that was never looked at. */
const UNSEEN_VALUE = 0.3;
/** States whose actions are kept at hand; of the others only the value is, which bounds the memory. */
const MAX_LISTS = 2_000;
/** Actions learned from after which a frontier value is worked out again. */
const STALE_AFTER = 25;

interface List {
  left: Candidate[];
  /** How much was learned when the value was last worked out. */
  age: number;
}

/** Starts with no lists; `visits` counts the arrivals of the avatar by place. */
export function createUntestedActions(
  memory: LevelMemory,
  prior: ActionPrior,
  visits: ReadonlyMap<number, number>,
): UntestedActions {
  const lists = new Map<StateNode, List>();
  let learned = 0;

  const score = (candidate: Candidate) => scoreCandidate(prior, candidate, visits);
  const refresh = (node: StateNode, list: List) => {
    const value = list.left.reduce((best, candidate) => Math.max(best, score(candidate)), 0);
    memory.graph.setFrontierValue(node, value);
    list.age = learned;
  };

  return {
    untested(node, all) {
      const known = lists.get(node);
      if (known) return known.left;
      const tested = new Set<number>();
      memory.graph.eachResult(node, (code) => tested.add(code));
      const list = { left: all().filter(({ code }) => !tested.has(code)), age: learned };
      lists.set(node, list);
      refresh(node, list);
      if (lists.size > MAX_LISTS) lists.delete(lists.keys().next().value as StateNode);
      return list.left;
    },
    tested(node, code) {
      learned += 1;
      const list = lists.get(node);
      const candidate = list?.left.find((one) => one.code === code);
      if (!list || !candidate) return undefined;
      list.left = list.left.filter((one) => one !== candidate);
      refresh(node, list);
      return candidate;
    },
    relist: () => lists.clear(),
    score,
    frontierValueOf(node) {
      const list = lists.get(node);
      if (list && learned - list.age > STALE_AFTER) refresh(node, list);
      return node.frontierValue ?? UNSEEN_VALUE;
    },
  };
}
