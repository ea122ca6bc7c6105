// The sandbox's process: passes messages between the agent and the worker in which the code runs. It has an
// empty environment and no files of its own; when its agent is gone it ends.
import { Worker } from "node:worker_threads";

/** Megabytes: of the worker's heap, and of its stack, on which the engine's own recursion runs. */
const HEAP_MB = 128;
const STACK_MB = 4;

const worker = new Worker(new URL("./worker.js", import.meta.url), {
  resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, stackSizeMb: STACK_MB },
});
worker.on("message", (message) => process.send?.(message));
// The agent starts another process for what runs next.
worker.on("error", () => process.exit(1));
process.on("message", (message) => worker.postMessage(message));
process.on("disconnect", () => process.exit(0));
