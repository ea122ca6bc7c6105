import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../helpers/cli.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const KEY = "sk-test-7f3a90c1d2";
const MODEL = `
let asked = 0;
export default () => {
  asked += 1;
  if (asked === 1) return JSON.stringify({
    why: "to see \\u001b[31mwalls", note: "walls stop",
    code: "function twice(n) { return 2 * n; }\\nconsole.log(Object.keys(globalThis.process?.env ?? {}));\\nawait act(['1', '2'], { expect: () => false });",
    act: ["2"],
  });
  if (asked === 2) return "rubbish";
  return JSON.stringify({ why: "go on", act: ["1", "2"], pass: 3 });
};`;

/** All that lies below a directory, as one text. */
const contents = (dir: string): string =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1"))
    .join("\n");

it("tells, keeps, shows and exports what a model advised, and the key of none", async () => {
  const dir = createTempDir();
  const dataDir = join(dir, "data");
  writeFileSync(join(dir, "model.mjs"), MODEL);
  const env = { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY };
  const said: string[] = [];
  const cli = async (...args: string[]) => {
    const run = await runCli([...args, "--data-dir", dataDir], { env });
    said.push(run.stdout, run.stderr);
    expect([args, run.code, run.stderr]).toEqual([args, 0, expect.any(String)]);
    return run;
  };
  const model = `script:${join(dir, "model.mjs")}`;
  const play = ["-g", "push", "--max-actions", "25", "--max-calls", "3", "--seed", "1", "--json"];
  const run = await cli(...play, "--model", model);

  const events = run.events().filter(({ type }) => String(type).startsWith("advice."));
  const count = (type: string) => events.filter((event) => event.type === type).length;
  expect(count("advice.asked")).toBe(count("advice.answered"));
  expect(events.find(({ type }) => type === "advice.plan")).toMatchObject({ actions: 1 });
  expect(events.find(({ type }) => type === "advice.note")).toMatchObject({ note: "walls stop" });
  expect(count("advice.surprise")).toBe(1);
  expect(count("advice.capped")).toBe(1);
  const reasons = contents(join(dataDir, "recordings")).match(/"reasoning":\{"why":"[^}]*/g);
  expect(reasons?.length).toBeGreaterThanOrEqual(2);

  const shown = await cli("advice", "push");
  expect(shown.stdout).toContain("why: to see ?[31mwalls");
  expect(shown.stdout).toMatch(/#\d+ ask: 1\n── ran\n {3}\[\]/);
  expect(shown.stdout).toContain("did not do as expected");
  const records = (await cli("advice", "push", "--json")).events();
  expect(records.map(({ type }) => type)).toContain("brought");
  const log = join(dataDir, "advice", String(records[0]?.run), "push-81f2e6d3", "advice.jsonl");
  expect(statSync(log).mode & 0o777).toBe(0o600);

  const stats = JSON.parse((await cli("stats", "--json")).stdout);
  expect(stats.games[0].advice).toMatchObject({ calls: 3, surprises: 1, capped: true });
  const metrics = await cli("stats", "--prometheus");
  expect(metrics.stdout).toMatch(/arc_train_advice_calls_total\{.*game="push-81f2e6d3"\} 3/);

  const file = join(dir, "memory.json");
  await cli("memory", "export", file);
  const table = await cli("memory", "show");
  expect(table.stdout).toMatch(/1 note, 1 function, 3 calls/);
  await cli("memory", "forget", "push", "--yes");
  await cli("memory", "import", file);
  const imported = JSON.parse((await cli("memory", "show", "--json")).stdout);
  expect(imported[0].advice).toMatchObject({ unchecked: 2, functions: 0, calls: 0 });
  // The next run finds the notes marked and the code as text.
  await cli(...play, "--model", model);
  const again = (await cli("advice", "push", "--json")).events();
  const brought = again.find(({ type }) => type === "brought");
  expect(brought).toMatchObject({
    kept: {},
    notes: ["(imported, unchecked) walls stop", expect.stringContaining("mem.imported")],
  });
  expect(JSON.parse(String(brought?.memory)).imported.twice).toContain("function twice");

  for (const text of [...said, contents(dir)]) expect(text).not.toContain(KEY);
}, 240_000);
