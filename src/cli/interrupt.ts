import { createStop } from "../base/abort.ts";
import { EXIT } from "./exit.ts";

/**
 * The first Ctrl-C or SIGTERM aborts the returned signal, so that the run can close its scorecard;
 * the second one leaves at once. `onFirst` tells the user so.
 */
export function interruptSignal(onFirst: () => void): { signal: AbortSignal; dispose(): void } {
  const controller = createStop();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    onFirst();
    controller.abort("interrupted");
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return {
    signal: controller.signal,
    dispose() {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
    },
  };
}
