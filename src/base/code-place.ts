import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** Where our own code is: what goes wrong there for others is told by the place that called it. */
const OWN_CODE = new URL("../", import.meta.url).href;
/** `at choose (file:///x/mine.mjs:12:5)`, `at async /x/mine.cjs:12:5`. */
const FRAME = /^\s+at (?:.*?\()?(?:async )?((?:file:\/\/|\/|[A-Za-z]:\\).+):(\d+):\d+\)?$/;
/** V8 writes the place of a syntax error above its message. */
const HEAD = /^((?:file:\/\/|\/|[A-Za-z]:\\).+):(\d+)$/;

/**
 * `mine.mjs:12`: the innermost line of somebody else's code at which an error arose; undefined where
 * its stack names none. Installed packages are passed over like our own code.
 */
export function codePlace(error: unknown): string | undefined {
  const stack = error instanceof Error ? error.stack : undefined;
  if (typeof stack !== "string") return undefined;
  const [head = "", ...rest] = stack.split("\n");
  const places = [HEAD.exec(head), ...rest.map((line) => FRAME.exec(line))];
  const theirs = places.find((place) => place?.[1] !== undefined && isTheirs(place[1]));
  return theirs ? `${basename(pathOf(theirs[1] as string))}:${theirs[2]}` : undefined;
}

const isTheirs = (file: string): boolean =>
  !file.startsWith(OWN_CODE) &&
  !file.startsWith(fileURLToPath(OWN_CODE)) &&
  !/[\\/]node_modules[\\/]/.test(file);

function pathOf(file: string): string {
  try {
    return file.startsWith("file:") ? fileURLToPath(file) : file;
  } catch {
    return file;
  }
}
