import { createRankQueue } from "./rank-queue.ts";

/** A search problem. `S`: a state, `A`: an action that leads from one to the next. */
export interface Problem<S, A> {
  readonly start: S;
  /** Equal for states that need not be told apart: the first is expanded alone. */
  key(state: S): string;
  /** Ranks a state together with the cost of the way to it (weighted A*); whole, Infinity prunes, 0 at a goal. */
  estimate(state: S): number;
  /** Asked where the estimate is 0, if given; `before`: the state one action earlier, undefined for the start. */
  isGoal?(state: S, before: S | undefined): boolean;
  /** The successors of a state; `cost`: that of the path to it. */
  successors(state: S, cost: number): Iterable<Successor<S, A>>;
  /** What an expansion takes from the budget; 1 if not given. */
  price?(state: S): number;
  /** Which of equal rank is expanded first: the one generated first, or last if not given. */
  readonly ties?: "first" | "last";
  /** Early tests for goal and key are made when a state is generated; late ones, if not given, when it is expanded. */
  readonly tests?: "early" | "late";
}

/** A state that an action leads to. */
export interface Successor<S, A> {
  readonly action: A;
  readonly state: S;
  readonly cost: number;
}

/** The expansions that are left, at their prices; several searches may share one budget. */
export interface Budget {
  left: number;
}

/** The actions to a goal; or why there are none: no path leads to one, or the budget was spent. */
export type Found<A> =
  | { readonly kind: "found"; readonly path: readonly A[] }
  | { readonly kind: "none" }
  | { readonly kind: "budget" };

interface Node<S, A> {
  readonly state: S;
  readonly cost: number;
  readonly rest: number;
  readonly parent: Node<S, A> | undefined;
  readonly action: A | undefined;
}

/** Best-first search: expands the state of lowest rank until it meets a goal (weighted A*). */
export function bestFirst<S, A>(problem: Problem<S, A>, budget: Budget): Found<A> {
  const { start, key, estimate, successors, price, ties, tests } = problem;
  const isEarly = tests === "early";
  const open = createRankQueue<Node<S, A>>(ties);
  const seen = new Set<string>();
  const isNew = (state: S): boolean => {
    const { size } = seen;
    return seen.add(key(state)).size > size;
  };
  const isGoal = ({ state, rest, parent }: Node<S, A>): boolean =>
    rest === 0 && (problem.isGoal?.(state, parent?.state) ?? true);

  const put = (node: Node<S, A>): void => {
    if (node.rest < Number.POSITIVE_INFINITY) open.put(node, node.cost + node.rest);
  };

  if (isEarly) isNew(start);
  put({ state: start, cost: 0, rest: estimate(start), parent: undefined, action: undefined });
  for (let node = open.take(); node; node = open.take()) {
    const { state, cost } = node;
    if (!isEarly && isGoal(node)) return { kind: "found", path: pathTo(node) };
    if (!isEarly && !isNew(state)) continue;
    if (budget.left <= 0) return { kind: "budget" };
    budget.left -= price?.(state) ?? 1;
    for (const successor of successors(state, cost)) {
      const next = successor.state;
      if (isEarly && !isNew(next)) continue;
      const child: Node<S, A> = {
        state: next,
        cost: cost + successor.cost,
        rest: estimate(next),
        parent: node,
        action: successor.action,
      };
      if (isEarly && isGoal(child)) return { kind: "found", path: pathTo(child) };
      put(child);
    }
  }
  return { kind: "none" };
}

function pathTo<S, A>(end: Node<S, A>): A[] {
  const path: A[] = [];
  for (let node: Node<S, A> | undefined = end; node?.parent; node = node.parent) {
    path.push(node.action as A);
  }
  return path.reverse();
}
