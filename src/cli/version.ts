import { readFileSync } from "node:fs";
import { z } from "zod";
import { parseJson } from "../base/json.ts";

/** The package's version. */
export function readVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return z.object({ version: z.string() }).parse(parseJson(text)).version;
}
