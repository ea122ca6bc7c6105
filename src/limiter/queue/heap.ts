/**
 * A leftist heap, never changed in place: the least value is on top, adding and taking away cost
 * O(log n), and whoever walks down an old one is not disturbed by what becomes of the new.
 */
export interface Heap<T> {
  readonly least: T;
  /** The length of the shortest way down, which is the one to the right. */
  readonly rank: number;
  readonly left: Heap<T> | null;
  readonly right: Heap<T> | null;
}

/** Whether `a` belongs above `b`. */
type IsLess<T> = (a: T, b: T) => boolean;

export function heapWith<T>(heap: Heap<T> | null, least: T, isLess: IsLess<T>): Heap<T> {
  const added = { least, rank: 1, left: null, right: null };
  return heap ? joined(heap, added, isLess) : added;
}

/** The heap without its least value. */
export function heapBelow<T>({ left, right }: Heap<T>, isLess: IsLess<T>): Heap<T> | null {
  return left && right ? joined(left, right, isLess) : left;
}

function joined<T>(a: Heap<T>, b: Heap<T>, isLess: IsLess<T>): Heap<T> {
  const [top, other] = isLess(b.least, a.least) ? [b, a] : [a, b];
  const { least, left } = top;
  const rest = top.right ? joined(top.right, other, isLess) : other;
  return left && left.rank >= rest.rank
    ? { least, rank: rest.rank + 1, left, right: rest }
    : { least, rank: (left?.rank ?? 0) + 1, left: rest, right: left };
}
