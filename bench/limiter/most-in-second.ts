/** The most moments, given in milliseconds, that lie in any second (t − 1000, t]. */
export function mostInSecond(moments: readonly number[]): number {
  const sorted = [...moments].sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [last, moment] of sorted.entries()) {
    while (sorted[first]! <= moment - 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
