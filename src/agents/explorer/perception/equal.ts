/** Whether two lists of one length hold the same numbers. */
export const areEqual = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, at) => value === b[at]);

/** Whether two lists of one length hold the same numbers, in any order. */
export const isSameMix = (a: readonly number[], b: readonly number[]): boolean =>
  areEqual(
    a.toSorted((x, y) => x - y),
    b.toSorted((x, y) => x - y),
  );
