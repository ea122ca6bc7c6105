import type { Agent } from "../agents/agent.ts";
import type { Clock } from "../base/clock.ts";

/**
 * The agent, with the time that `choose` and `observe` take told to `onStep` after every step.
 * Elapsed time, for a process' CPU clock also counts its helper threads, and those in whole ticks. While
 * a promised answer is waited for it goes on.
 */
export function withStopwatch(
  agent: Agent,
  clock: Pick<Clock, "now">,
  onStep: (ms: number) => void,
): Agent {
  let spentMs = 0;
  function timed<T>(work: () => T | Promise<T>): T | Promise<T> {
    const startedMs = clock.now();
    const stop = () => {
      spentMs += clock.now() - startedMs;
    };
    const result = work();
    if (result instanceof Promise) return result.finally(stop);
    stop();
    return result;
  }
  function tell(): void {
    onStep(spentMs);
    spentMs = 0;
  }
  return {
    choose: (frame) => timed(() => agent.choose(frame)),
    observe(step) {
      const seen = timed(() => agent.observe?.(step));
      if (seen instanceof Promise) return seen.then(tell);
      tell();
    },
    ...(agent.save && { save: () => agent.save?.() }),
    ...(agent.describe && { describe: () => agent.describe?.() ?? {} }),
  };
}
