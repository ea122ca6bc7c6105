import { fileURLToPath } from "node:url";

/** Megabytes of the process' own heap; the worker has a limit of its own. */
const HEAP_MB = 64;

/**
 * The flags of the sandbox's process: a small heap, and Node's permission model: no writing, no children, and
 * reading of this package's code and its libraries alone. `entry`: the compiled `child/main.js`.
 */
export function permissionFlags(entry: URL): string[] {
  // Node 20 calls it experimental.
  const flag = process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";
  const root = new URL("../../../", entry);
  const engine = import.meta.resolve("quickjs-emscripten-core");
  const packages = new Set([root.href, engine].flatMap((place) => outermostPackages(place) ?? []));
  const own = new URL("node_modules", root).href;
  // Where it is a link it has to be followed; Node can't take a folder and what is in it both.
  const link = packages.has(`${own}/*`) ? [] : [own];
  const readable = [new URL("dist/*", root).href, ...link, ...packages];
  return [
    `--max-old-space-size=${HEAP_MB}`,
    "--no-warnings",
    flag,
    "--allow-worker",
    ...readable.map((place) => `--allow-fs-read=${fileURLToPath(place)}`),
  ];
}

/** The outermost `node_modules` that a place lies in, with all within; undefined outside of any. */
function outermostPackages(place: string): string | undefined {
  const folder = "/node_modules/";
  const at = place.indexOf(folder);
  return at < 0 ? undefined : `${place.slice(0, at + folder.length)}*`;
}
