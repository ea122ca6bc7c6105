import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { basename, extname } from "node:path";
import { pathToFileURL } from "node:url";
import { codePlace } from "../base/code-place.ts";
import { messageOf } from "../base/errors.ts";

/** Imports a module; rejects with an error whose message says where in it the fault is, and what to do. */
export async function importAgent(path: string): Promise<Readonly<Record<string, unknown>>> {
  if (statSync(path).isDirectory()) {
    throw new Error("it is a directory; the file of a module is wanted");
  }
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    throw new Error(await explain(path, error), { cause: error });
  }
}

async function explain(path: string, error: unknown): Promise<string> {
  const { code } = error as { code?: unknown };
  if (code === "ERR_UNKNOWN_FILE_EXTENSION") return unknownExtension(extname(path));
  const place = codePlace(error) ?? (error instanceof SyntaxError ? await syntaxPlace(path) : null);
  return `${place ?? basename(path)}: ${messageOf(error)}`;
}

function unknownExtension(extension: string): string {
  return /^\.[cm]?ts$/.test(extension)
    ? `Node ${process.versions.node} does not run TypeScript; use Node 22.18 or newer, or compile it (npx tsc) and name the .js file`
    : `an agent is a JavaScript module (.mjs, .js), not ${extension || "a file without an ending"}`;
}

/** Node tells where a module's syntax is wrong only when it is asked to check the file. */
function syntaxPlace(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--check", path], { timeout: 10_000 }, (_, _stdout, stderr) => {
      const line = /^(?:file:\/\/)?.+:(\d+)$/m.exec(stderr)?.[1];
      resolve(line === undefined ? null : `${basename(path)}:${line}`);
    });
  });
}
