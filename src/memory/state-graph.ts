/** The results of an action that lead to no state of the level. */
export const DEATH = -1;
export const GOAL = -2;

/** One state of a level: everything known of it but its picture. */
export interface StateNode {
  readonly id: number;
  /** The hash of its masked picture. */
  readonly key: string;
  /** What each tested action led to: action code → node id, DEATH or GOAL. */
  readonly edges: Map<number, number>;
  /** How promising its best untested action is; 0 when none is left, undefined when not yet looked at. */
  hope: number | undefined;
}

/** The states met on one level and what leads from one to another. */
export interface StateGraph {
  readonly nodes: readonly StateNode[];
  /** The node of a key, if the state was met before. */
  find(key: string): StateNode | undefined;
  /** The node of a key, made when it is new. */
  meet(key: string): StateNode;
}

/** Creates an empty graph. Node ids count from 0 in the order of meeting. */
export function createStateGraph(): StateGraph {
  const nodes: StateNode[] = [];
  const byKey = new Map<string, StateNode>();
  return {
    nodes,
    find: (key) => byKey.get(key),
    meet(key) {
      const known = byKey.get(key);
      if (known) return known;
      const node: StateNode = { id: nodes.length, key, edges: new Map(), hope: undefined };
      nodes.push(node);
      byKey.set(key, node);
      return node;
    },
  };
}
