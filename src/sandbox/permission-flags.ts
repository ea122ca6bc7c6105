import { fileURLToPath } from "node:url";

/** Megabytes of the process' own heap; the worker has a limit of its own. */
const HEAP_MB = 64;

/**
 * The flags of the sandbox's process: a small heap, and where Node has its permission model (since 20), no
 * writing, no children, and reading of this package's files alone. `entry`: the compiled `child/main.js`.
 */
export function permissionFlags(entry: URL): string[] {
  const flag = process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";
  const readable = [new URL("../../", entry), packages()].map(
    (url) => `--allow-fs-read=${fileURLToPath(url)}*`,
  );
  return [`--max-old-space-size=${HEAP_MB}`, "--no-warnings", flag, "--allow-worker", ...readable];
}

/** The folder in which the engine's packages lie. */
function packages(): URL {
  const engine = import.meta.resolve("quickjs-emscripten-core");
  return new URL(
    ".",
    engine.slice(0, engine.lastIndexOf("/node_modules/") + "/node_modules/".length),
  );
}
