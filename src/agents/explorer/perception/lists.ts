/** Whether two lists of one length hold the same numbers. */
export const areEqual = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, at) => value === b[at]);

/** Whether two lists of one length hold the same numbers, in any order. */
export const isSameMix = (a: readonly number[], b: readonly number[]): boolean =>
  areEqual(
    a.toSorted((x, y) => x - y),
    b.toSorted((x, y) => x - y),
  );

/** How often each value occurs, in the order of their first. */
export function countEach<T>(values: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
