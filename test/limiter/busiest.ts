/** The most moments that lie in any span: (t − spanMs, t]. */
export function busiest(moments: readonly number[], spanMs: number): number {
  const sorted = moments.toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [last, moment] of sorted.entries()) {
    while (sorted[first]! <= moment - spanMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
