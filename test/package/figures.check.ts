import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { ROOT, runIn } from "./project.ts";
import { snippetWith } from "./readme.ts";

const README = join(ROOT, "README.md");

/**
 * Scores of seeded plays are exact. How long they took is not, and with it the space that it is given in
 * a table.
 */
const withoutTimes = (text: string): string =>
  text
    .replaceAll(/\d+:\d\d elapsed/g, "0:00 elapsed")
    .replaceAll(/(?<=%\s+)[\d.]+\/[\d.]+/g, "0/0")
    .replaceAll(/[ \t]+/g, " ");

/** The table as a terminal of 80 columns has it: without what stands right of `head`. */
function withoutColumn(head: string, table: string): string {
  const at = /^.*$/m.exec(table.slice(table.indexOf("\ngame") + 1))?.[0].indexOf(head) ?? -1;
  if (at < 0) return table;
  return table.replaceAll(/^.*$/gm, (line) =>
    /^(levels|first|idle)/.test(line) ? line : line.slice(0, at).trimEnd(),
  );
}

/** Holds the README's block with `part` against what a command prints now, or writes that into it. */
function compare(part: string, printed: string): void {
  const shown = snippetWith("text", part);
  if (process.env.UPDATE_README === "1") {
    const readme = readFileSync(README, "utf8");
    writeFileSync(
      README,
      readme.replace(`\`\`\`text\n${shown}`, () => `\`\`\`text\n${printed}`),
    );
    return;
  }
  expect(withoutTimes(shown), "`npm run readme` writes it anew").toBe(withoutTimes(printed));
}

it("shows how the first run ends", async () => {
  const dir = inject("project");
  const line = "npx arc-train --games 3 --seed 1 --data-dir first-run";
  const { code, stdout } = await runIn(dir, line);
  expect(code).toBe(0);
  compare("elapsed", stdout.slice(stdout.indexOf("┌")));
});

it("shows what bench prints", async () => {
  const dir = inject("project");
  writeFileSync(join(dir, "mine.mjs"), snippetWith("js", "// mine.mjs"));
  const { code, stdout } = await runIn(dir, snippetWith("sh", "bench --agent"));
  expect(code).toBe(0);
  compare("by seed", withoutColumn("actions per level", stdout));
});
