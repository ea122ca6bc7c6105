import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { findAgent } from "../agents/catalog.ts";

/** Where the built-in agents' code is. */
const OWN_CODE = ["../agents", "../memory"];
/** Beside it that of an agent which a language model advises. */
const ADVICE_CODE = ["../advice", "../picture", "../sandbox"];

/**
 * Names the program behind an agent, so that its results are not taken for those of another: a hash of
 * the module (what it imports is not seen), of a built-in one that of all built-in agents. `model`: names the
 * language model that advises it.
 */
export function agentVersion(nameOrFile: string, model = ""): string {
  const hash = createHash("sha256").update(model);
  if (findAgent(nameOrFile)) {
    const dirs = model === "" ? OWN_CODE : [...OWN_CODE, ...ADVICE_CODE];
    for (const dir of dirs) addFolder(hash, fileURLToPath(new URL(dir, import.meta.url)));
  } else {
    hash.update(readFileSync(resolve(nameOrFile)));
  }
  return hash.digest("hex").slice(0, 12);
}

function addFolder(hash: Hash, dir: string): void {
  const names = readdirSync(dir, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((file) => /\.[jt]s$/.test(file)).sort()) {
    hash.update(name).update(readFileSync(join(dir, name)));
  }
}
