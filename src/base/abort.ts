import type { Clock } from "./clock.ts";

/**
 * Waits for `work`, but once `signal` has aborted only `graceMs` longer: then `late` supplies the
 * result and the work is left to itself (its failure, should it come, is swallowed).
 */
export async function withGrace<T>(
  work: Promise<T>,
  { signal, graceMs, clock }: { signal: AbortSignal; graceMs: number; clock: Clock },
  late: () => T,
): Promise<T> {
  const done = new AbortController();
  const graceOver = new Promise<void>((resolve) => {
    const begin = () => clock.sleep(graceMs, done.signal).then(resolve, () => undefined);
    if (signal.aborted) begin();
    else signal.addEventListener("abort", begin, { once: true, signal: done.signal });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, graceOver.then(late)]);
  } finally {
    done.abort();
  }
}
