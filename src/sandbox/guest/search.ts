/** A problem to search. `A`: an action. */
export interface Problem<S, A> {
  readonly start: S;
  /** The actions to try in a state. */
  readonly actions: (state: S) => readonly A[];
  /** The next state; undefined or null where the action leads nowhere. */
  readonly step: (state: S, action: A) => S | undefined | null;
  readonly goal: (state: S) => boolean;
  /** Equal for equal states; default: their JSON. */
  readonly key?: (state: S) => string | number;
  /** A lower bound of the actions left; default 0. */
  readonly h?: (state: S) => number;
  /** The most states to expand; default 200,000. */
  readonly limit?: number;
  /** How much the bound counts: above 1 finds longer ways sooner; default 1. */
  readonly weight?: number;
  /** Asked now and then; true ends the search without a result. */
  readonly isLate?: () => boolean;
}

/** States between two looks at the time. */
const LOOK_EVERY = 64;

export interface Solution<S, A> {
  /** The actions; undefined where none lead to the goal, or none were found in time. */
  readonly path: A[] | undefined;
  /** The state after each of them. */
  readonly states: S[];
  readonly expanded: number;
  /** Whether every reachable state was seen without the goal. */
  readonly isExhausted: boolean;
}

interface Node<S, A> {
  readonly state: S;
  readonly cost: number;
  readonly by: A | undefined;
  readonly from: Node<S, A> | undefined;
  isExpanded: boolean;
}

/**
 * A* (weighted): the shortest sequence of actions to the goal where `weight` is 1 and `h` never exceeds the
 * truth. With a greater weight no state is expanded twice, and the way is at most `weight` times as long.
 */
export function astar<S, A>(problem: Problem<S, A>): Solution<S, A> {
  const { start, actions, step, goal, limit = 200_000, weight = 1 } = problem;
  const key = problem.key ?? JSON.stringify;
  const h = problem.h ?? (() => 0);
  const first: Node<S, A> = {
    state: start,
    cost: 0,
    by: undefined,
    from: undefined,
    isExpanded: false,
  };
  /** The cheapest way to each state so far. */
  const best = new Map<string | number, Node<S, A>>([[key(start), first]]);
  const queue = createBuckets<Node<S, A>>();
  queue.add(first, weight * h(start));
  let expanded = 0;
  for (let node = queue.take(); node; node = queue.take()) {
    if (node.isExpanded) continue;
    node.isExpanded = true;
    if (goal(node.state)) return { ...pathTo(node), expanded, isExhausted: false };
    expanded += 1;
    const isOver = expanded > limit || (expanded % LOOK_EVERY === 0 && problem.isLate?.());
    if (isOver) return { path: undefined, states: [], expanded, isExhausted: false };
    for (const action of actions(node.state)) {
      const state = step(node.state, action);
      if (state === undefined || state === null) continue;
      const name = key(state);
      const cost = node.cost + 1;
      const known = best.get(name);
      if (known && (known.cost <= cost || (known.isExpanded && weight > 1))) continue;
      // A dearer way to it needs no turn any more.
      if (known) known.isExpanded = true;
      const next = { state, cost, by: action, from: node, isExpanded: false };
      best.set(name, next);
      const bound = h(state);
      // No way leads on from a state of endless cost.
      if (bound !== Number.POSITIVE_INFINITY) queue.add(next, cost + weight * bound);
    }
  }
  return { path: undefined, states: [], expanded, isExhausted: true };
}

/** Breadth-first search: A* without a bound. */
export const bfs = <S, A>(problem: Problem<S, A>): Solution<S, A> =>
  astar({ ...problem, h: () => 0 });

function pathTo<S, A>(end: Node<S, A>): { path: A[]; states: S[] } {
  const path: A[] = [];
  const states: S[] = [];
  for (let node: Node<S, A> | undefined = end; node?.from; node = node.from) {
    path.push(node.by as A);
    states.push(node.state);
  }
  return { path: path.reverse(), states: states.reverse() };
}

/** A queue by whole costs; among equals the last comes first, which is nearest to the goal. */
function createBuckets<T>() {
  /** Costs that are no numbers come first, huge ones last. */
  const most = 100_000;
  const buckets: T[][] = [];
  let lowest = 0;
  return {
    add(item: T, cost: number) {
      const at = Math.min(most, Math.max(0, Math.floor(cost) || 0));
      while (buckets.length <= at) buckets.push([]);
      (buckets[at] as T[]).push(item);
      if (at < lowest) lowest = at;
    },
    take(): T | undefined {
      while (lowest < buckets.length && buckets[lowest]?.length === 0) lowest += 1;
      return buckets[lowest]?.pop();
    },
  };
}
