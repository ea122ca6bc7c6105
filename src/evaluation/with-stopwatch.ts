import type { Agent } from "../agents/agent.ts";

/** The clocks of a stopwatch, milliseconds. */
export interface StopwatchClocks {
  /** Time that passes. */
  now(): number;
  /** CPU time of the whole process. */
  cpuMs(): number;
}

/**
 * The agent, with the CPU time of its `choose` and `observe` told to `onStep` after every step. Both
 * clocks bound it from above: other programs add to the time that passes, helper threads to the
 * process' CPU time, by whole ticks; so the lesser of the two is taken. What else the process does
 * while a promised answer is waited for is counted too.
 */
export function withStopwatch(
  agent: Agent,
  clocks: StopwatchClocks,
  onStep: (cpuMs: number) => void,
): Agent {
  let spentMs = 0;
  function timed<T>(work: () => T | Promise<T>): T | Promise<T> {
    const [startedMs, startedCpuMs] = [clocks.now(), clocks.cpuMs()];
    const stop = () => {
      spentMs += Math.min(clocks.now() - startedMs, clocks.cpuMs() - startedCpuMs);
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
    ...(agent.playsOn && { playsOn: () => agent.playsOn?.() ?? false }),
    ...(agent.save && { save: () => agent.save?.() }),
    ...(agent.describe && { describe: () => agent.describe?.() ?? {} }),
  };
}
