/**
 * Calls `ring` once, `ms` from now, unless the returned function is called before. In real time
 * always: for what waits on the other end of a wire, which no fake clock can move.
 */
export function ringAfter(ms: number, ring: () => void): () => void {
  const timer = setTimeout(ring, ms);
  return () => clearTimeout(timer);
}
