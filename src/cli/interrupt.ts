import { createStop } from "../base/abort.ts";
import { systemClock } from "../base/clock.ts";
import { outlivesTerminal } from "../base/hangup.ts";
import { EXIT } from "./exit.ts";

/** A launcher such as npm passes on what the terminal has sent already; nobody presses twice as quickly. */
const ECHO_MS = 100;

/**
 * The first Ctrl-C, SIGTERM or SIGHUP (the terminal was closed) aborts the returned signal, so that the run
 * can close its scorecard; a second Ctrl-C or SIGTERM leaves at once. `onFirst` tells the user so.
 */
export function interruptSignal(onFirst: () => void): { signal: AbortSignal; dispose(): void } {
  const controller = createStop();
  let firstMs = 0;
  const onFirstSignal = () => {
    if (controller.signal.aborted) return;
    firstMs = systemClock.now();
    onFirst();
    controller.abort("interrupted");
  };
  const onSignal = () => {
    const isAgain = controller.signal.aborted && systemClock.now() - firstMs > ECHO_MS;
    if (isAgain) process.exit(EXIT.interrupted);
    onFirstSignal();
  };
  const listeners = [
    ["SIGINT", onSignal],
    ["SIGTERM", onSignal],
    // Shell and system may both send one, and a service manager one after its SIGTERM.
    ...(outlivesTerminal() ? [] : [["SIGHUP", onFirstSignal] as const]),
  ] as const;
  for (const [name, listener] of listeners) process.on(name, listener);
  return {
    signal: controller.signal,
    dispose() {
      for (const [name, listener] of listeners) process.off(name, listener);
    },
  };
}
