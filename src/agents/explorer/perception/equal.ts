/** Whether two lists of one length hold the same numbers. */
export const areEqual = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, at) => value === b[at]);
