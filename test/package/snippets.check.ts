import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { runIn } from "./project.ts";
import { snippetWith } from "./readme.ts";

const dir = inject("project");
const run = (line: string) => runIn(dir, line);
const write = (file: string, text: string) => writeFileSync(join(dir, file), text);
let api: Server;
let asked: (string | undefined)[];

beforeAll(async () => {
  asked = [];
  api = createServer((request, response) => {
    asked.push(request.url);
    response.end('{"usage":{"input_tokens":12,"output_tokens":80}}');
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => api.once("listening", resolve));
});
afterAll(() => void api?.close());

const agent = () => snippetWith("js", "// mine.mjs");
/** The agent as people write it who follow what the README says about TypeScript. */
function typedAgent(): string {
  const [, rest] = agent().split(/^const createAgent = .*\n/m);
  return `${snippetWith("ts", "CreateAgent")}${rest}`;
}
const limiterUse = () =>
  snippetWith("js", "createLimiter").replaceAll(
    "https://api.example.com",
    `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
  );

describe.each([
  ["the types of Node", { lib: ["ES2022"], types: ["node"] }],
  ["those of the browser", { lib: ["ES2022", "DOM"], types: [] }],
])("strictly typed, with %s", (_, environment) => {
  it("compiles what the README shows, in TypeScript and in checked JavaScript", async () => {
    write("mine.mjs", agent());
    write("typed-agent.ts", typedAgent());
    write("limiter-use.mjs", limiterUse());
    write("typed-limiter-use.ts", limiterUse());
    const compilerOptions = {
      target: "ES2022",
      module: "NodeNext",
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      allowJs: true,
      checkJs: true,
      outDir: "built",
      ...environment,
    };
    const files = ["mine.mjs", "typed-agent.ts", "limiter-use.mjs", "typed-limiter-use.ts"];
    write("tsconfig.json", JSON.stringify({ compilerOptions, files }));
    expect(await run("npx tsc")).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

it.each(["mine.mjs", "built/typed-agent.js"])("plays with the README's agent, %s", async (file) => {
  const line = `npx arc-train --agent ./${file} --games 3 --max-actions 50 --json --seed 1`;
  const { code, stdout, stderr } = await run(line);
  expect(stderr).not.toMatch(/error/i);
  expect(code).toBe(0);
  const last = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  expect(last).toMatchObject({ type: "run.ended", reason: "budget" });
  expect(last.games.map(({ actions }: { actions: number }) => actions)).toEqual([50, 50, 50]);
});

it.each(["limiter-use.mjs", "built/typed-limiter-use.js"])(
  "guards another program's API as the README does, %s",
  async (file) => {
    asked.length = 0;
    const { code, stdout, stderr } = await run(`node ${file}`);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^200 200 \d/);
    expect(code).toBe(0);
    expect(asked).toEqual(["/search?q=arc", "/messages"]);
  },
);

it("takes the README's limits file and its memory file", async () => {
  write("limits.json", snippetWith("json", '"rpm"'));
  write("all.json", snippetWith("json", "arc-train-memory"));
  const limited = await run("npx arc-train --limits limits.json --games 1 --max-actions 3");
  expect(limited).toMatchObject({ code: 0, stderr: "" });
  const line = "npx arc-train memory import all.json --agent ./mine.mjs --data-dir ./elsewhere";
  const imported = await run(line);
  expect(imported).toMatchObject({ code: 0, stderr: "" });
});

it("tells an old Node what is needed, in one line", async () => {
  const line = "npx --yes -p node@18 node node_modules/arc-train/bin/arc-train.js doctor";
  const { code, stdout, stderr } = await run(line);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^arc-train needs Node 20\.19 or newer, this is v18\..*\n$/);
  expect(code).toBe(2);
});
