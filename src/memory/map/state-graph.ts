import { createEdges, NO_EDGE } from "./edges.ts";
import { createFrontierSearch } from "./frontier-search.ts";

/** The results of an action that lead to no state of the level. */
export const DEATH = -1;
export const GOAL = -2;

/** One state of a level: everything known of it but its picture and its edges. */
export interface StateNode {
  readonly id: number;
  /** The hash of its masked picture. */
  readonly key: string;
  /** How promising its best untested action is; 0 when none is left, undefined when not yet looked at. */
  readonly frontierValue: number | undefined;
}

/** One action of a route and the state it is taken in. */
export interface RouteStep {
  readonly key: string;
  readonly code: number;
}

/** The states met on one level and what leads from one to another. */
export interface StateGraph {
  readonly nodes: readonly StateNode[];
  /** The node of a key, if the state was met before. */
  find(key: string): StateNode | undefined;
  /** The node of a key, made when it is new. */
  meet(key: string): StateNode;
  setFrontierValue(node: StateNode, value: number | undefined): void;
  /** What a tested action led to: a node id, DEATH or GOAL; undefined when it was not tested. */
  resultOf(node: StateNode, code: number): number | undefined;
  setResult(node: StateNode, code: number, result: number): void;
  /** Takes an action for untested again. */
  forgetResult(node: StateNode, code: number): void;
  /** Hands over every tested action of a node and what it led to, in the order of testing. */
  eachResult(node: StateNode, take: (code: number, result: number) => void): void;
  /** Tested actions of all nodes. */
  countResults(): number;
  /** A shortest way to the nearest frontier node, whose value is not 0; cheap however many nodes there are. */
  routeToFrontier(start: StateNode): RouteStep[] | undefined;
}

/** Creates an empty graph. Node ids count from 0 in the order of meeting. */
export function createStateGraph(): StateGraph {
  const nodes: { -readonly [Key in keyof StateNode]: StateNode[Key] }[] = [];
  const byKey = new Map<string, StateNode>();
  const edges = createEdges();
  const frontiers = createFrontierSearch(edges, (id) => nodes[id]?.frontierValue !== 0);
  const nodeOf = ({ id }: StateNode) => nodes[id] as (typeof nodes)[number];
  return {
    nodes,
    find: (key) => byKey.get(key),
    meet(key) {
      const known = byKey.get(key);
      if (known) return known;
      const node: StateNode = { id: nodes.length, key, frontierValue: undefined };
      nodes.push(node);
      byKey.set(key, node);
      return node;
    },
    setFrontierValue(node, value) {
      nodeOf(node).frontierValue = value;
      if (value !== 0) frontiers.opened(node.id);
    },
    resultOf({ id }, code) {
      const edge = edges.find(id, code);
      return edge === NO_EDGE ? undefined : edges.target(edge);
    },
    setResult({ id }, code, result) {
      const edge = edges.find(id, code);
      if (edge === NO_EDGE) edges.add(id, code, result);
      else edges.redirect(edge, result);
      if (result >= 0) frontiers.linked(id, result);
    },
    forgetResult: ({ id }, code) => edges.remove(id, code),
    eachResult({ id }, take) {
      for (let edge = edges.first(id); edge !== NO_EDGE; edge = edges.next(edge)) {
        take(edges.code(edge), edges.target(edge));
      }
    },
    countResults: () => edges.count(),
    routeToFrontier({ id }) {
      return frontiers.find(id, nodes.length)?.map(({ state, edge }) => ({
        key: (nodes[state] as StateNode).key,
        code: edges.code(edge),
      }));
    },
  };
}
