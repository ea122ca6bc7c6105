import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { arcadeGames } from "../../src/arcade/games/catalog.ts";
import { createArcadeServer } from "../../src/arcade/server.ts";
import { systemClock } from "../../src/base/clock.ts";
import { startRedis } from "../helpers/redis-server.ts";
import { runIn } from "./project.ts";
import { readSnippets, snippetWith } from "./readme.ts";

const dir = inject("project");
const server = createArcadeServer({ games: arcadeGames, clock: systemClock, rpm: null });
let url: string;

beforeAll(async () => {
  url = await server.listen(0);
  writeFileSync(join(dir, "mine.mjs"), snippetWith("js", "// mine.mjs"));
  writeFileSync(join(dir, "answer.mjs"), `console.log('{"why": "to see", "act": ["1"]}')`);
});
afterAll(() => server.close());

/** A line of the README as it can be run here: on servers of the test's own, for a moment, asked nothing. */
function runnable(line: string, redis: string): string {
  // No hosted model is reached from here: test/e2e/model.test.ts asks servers that speak their wire.
  if (/ --model (openai|anthropic):/.test(line)) return "";
  const here = line
    .replace(/\s+# .*$/, "")
    .replace("ARC_API_KEY=…", "ARC_API_KEY=a-key-of-a-test")
    .replace("http://127.0.0.1:8001", url)
    .replace("command:claude -p", "command:node answer.mjs")
    .replace(/redis:\/\/\S+/, redis)
    .replaceAll(/\btoday\.jsonl/g, "this-day.jsonl");
  if (/ arcade /.test(here)) return `${here.replace(" arcade ", " arcade --port 0 ")}\nkill $!`;
  if (/ forget /.test(here)) return `${here} --yes`;
  if (/ (memory|compare) /.test(here) || !here.startsWith("npx")) return here;
  return `${here} --max-actions ${/ bench /.test(here) ? 20 : 3}`;
}

/** Those that begin with npm are what CI itself does. */
const snippets = readSnippets()
  .filter(({ language, text }) => language === "sh" && !text.startsWith("npm"))
  .map(({ text }) => text.trim());

it.each(snippets)("%s", async (text) => {
  const redis = text.includes("redis://") ? (await startRedis()).url : "";
  const lines = text.split("\n").map((line) => runnable(line, redis));
  const today = join(dir, "this-day.jsonl");
  if (existsSync(today)) copyFileSync(today, join(dir, "yesterday.jsonl"));
  const { code, stderr } = await runIn(dir, lines.join("\n"), { ARC_BASE_URL: url });
  expect(stderr).not.toMatch(/error|cannot/i);
  expect(code).toBe(0);
});
