import type { Agent } from "../agents/agent.ts";

/**
 * The agent, with the time that `choose` and `observe` take told to `onStep` after every step.
 * `nowMs` is a clock of CPU time. While a promised answer is waited for, the clock goes on: whatever
 * else the process does then is counted too.
 */
export function withStopwatch(
  agent: Agent,
  nowMs: () => number,
  onStep: (ms: number) => void,
): Agent {
  let spentMs = 0;
  function timed<T>(work: () => T | Promise<T>): T | Promise<T> {
    const startedMs = nowMs();
    const stop = () => {
      spentMs += nowMs() - startedMs;
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
