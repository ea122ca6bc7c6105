import { setMaxListeners } from "node:events";
import type { Clock } from "./clock.ts";
import { codeOf } from "./errors.ts";

/** A controller for what many wait on at once; Node would warn of a leak from the eleventh listener on. */
export function createStop(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** How long what is on its way may take once it was told to stop. */
export const GRACE_MS = 1_500;

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

/** The code of what was cut off by a stop, GRACE_MS after it. */
export const CUT_OFF = "CUT_OFF";

/** Whether `error` is only what a stop brought with it: its reason, or something on its way that it cut off. */
export const isOfStop = (error: unknown, stop: AbortSignal): boolean =>
  stop.aborted && (error === stop.reason || codeOf(error) === CUT_OFF);
