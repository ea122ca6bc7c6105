import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./project.ts";

/** A fenced block of README.md. */
export interface Snippet {
  /** The word after the fence: `js`, `sh`, … */
  readonly language: string;
  readonly text: string;
}

/** All blocks, in order. */
export function readSnippets(): Snippet[] {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  return [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", text = ""]) => ({
    language,
    text,
  }));
}

/** The text of the one block in `language` that holds `part`. */
export function snippetWith(language: string, part: string): string {
  const found = readSnippets().filter(
    (one) => one.language === language && one.text.includes(part),
  );
  if (found.length !== 1) {
    throw new Error(`README.md has ${found.length} blocks of ${language} with '${part}'`);
  }
  return (found[0] as Snippet).text;
}
