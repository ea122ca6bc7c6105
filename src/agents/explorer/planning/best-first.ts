/** A search problem. `S`: a state, `A`: an action that leads from one to the next. */
export interface Problem<S, A> {
  readonly start: S;
  /** Equal for states that need not be told apart: only the first is expanded. */
  key(state: S): string;
  /** Ranks a state together with the cost of the way to it (weighted A*); whole, Infinity prunes, 0 at a goal. */
  estimate(state: S): number;
  /** Asked where the estimate is 0, if given; `before`: the state one action earlier, undefined for the start. */
  isGoal?(state: S, before: S | undefined): boolean;
  /** The successors of a state; `cost`: that of the path to it. */
  successors(state: S, cost: number): Iterable<Successor<S, A>>;
  /** What an expansion takes from the budget; 1 if not given. */
  price?(state: S): number;
  /** How many states of one key are expanded, the cheapest first; 1 if not given. */
  readonly repeats?: number;
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

interface Node<S, A> extends Omit<Successor<S, A>, "action"> {
  readonly action: A | undefined;
  readonly estimate: number;
  readonly parent: Node<S, A> | undefined;
}

/** Best-first search: expands the state of lowest rank until it meets a goal (weighted A*). */
export function bestFirst<S, A>(problem: Problem<S, A>, budget: Budget): Found<A> {
  const { start, key, estimate, successors, price, ties, tests, repeats = 1 } = problem;
  const isEarly = tests === "early";
  // The open list is a bucket queue: ranks are small whole numbers.
  const open: Node<S, A>[][] = [];
  let lowest = 0;
  const put = (node: Node<S, A>): void => {
    const rank = node.cost + node.estimate;
    if (rank === Number.POSITIVE_INFINITY) return;
    const equals = open[rank] ?? [];
    open[rank] = equals;
    equals.push(node);
    lowest = Math.min(lowest, rank);
  };
  const take = (): Node<S, A> | undefined => {
    while (lowest < open.length && !open[lowest]?.length) lowest += 1;
    return ties === "first" ? open[lowest]?.shift() : open[lowest]?.pop();
  };
  const seen = new Map<string, number>();
  const isNew = (state: S): boolean => {
    const name = key(state);
    const times = seen.get(name) ?? 0;
    if (times < repeats) seen.set(name, times + 1);
    return times < repeats;
  };
  const isGoal = ({ state, estimate: rest, parent }: Node<S, A>): boolean =>
    rest === 0 && (problem.isGoal?.(state, parent?.state) ?? true);

  if (isEarly) isNew(start);
  put({ state: start, cost: 0, estimate: estimate(start), parent: undefined, action: undefined });
  for (let node = take(); node; node = take()) {
    const { state, cost } = node;
    if (!isEarly && isGoal(node)) return { kind: "found", path: pathTo(node) };
    if (!isEarly && !isNew(state)) continue;
    if (budget.left <= 0) return { kind: "budget" };
    budget.left -= price?.(state) ?? 1;
    for (const { action, state: next, cost: step } of successors(state, cost)) {
      if (isEarly && !isNew(next)) continue;
      const rest = estimate(next);
      const child = { action, state: next, cost: cost + step, estimate: rest, parent: node };
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
