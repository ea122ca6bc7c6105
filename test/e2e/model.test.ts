import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../helpers/cli.ts";
import { startServer } from "../helpers/http-server.ts";
import { anthropicWire } from "../helpers/model-wire/anthropic.ts";
import { chatWire } from "../helpers/model-wire/chat.ts";
import { WIRE_USAGE, type Wire } from "../helpers/model-wire/wire.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const KEY = "sk-e2e-4711-very-secret";
const ADVICE = JSON.stringify({ why: "to see", note: null, code: null, act: ["1", "2"], pass: 0 });

const startModel = (wire: Wire) =>
  startServer((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(wire.stream({ call: ADVICE }));
  });
const train = (url: string, args: readonly string[], dataDir = createTempDir()) =>
  runCli(
    [
      ...["--embedded", "--games", "1", "--max-actions", "40", "--model-url", url],
      ...["--data-dir", dataDir, "--json", ...args],
    ],
    { env: { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY } },
  );

/** All that was written below a directory, as text. */
const writtenIn = (dir: string): string =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1"))
    .join("\n");

describe("a model over HTTP", () => {
  it.each([
    ["openai:m", chatWire, "/v1/chat/completions"],
    ["anthropic:m", anthropicWire, "/v1/messages"],
  ])("%s plays, and its key is written nowhere", async (model, wire, path) => {
    const server = await startModel(wire);
    const dataDir = createTempDir();
    const run = await train(server.url, ["--model", model, "--max-calls", "5"], dataDir);
    expect(run.code).toBe(0);
    expect(server.received).toHaveLength(5);
    expect(server.received[0]?.path).toBe(path);
    expect(JSON.stringify(server.received[0]?.headers)).toContain(KEY);
    expect(run.stdout + run.stderr + writtenIn(dataDir)).not.toContain("4711");
    expect(run.stderr).toContain("--max-calls");
  });

  it("stops asking before --max-cost is passed, and plays on", async () => {
    const server = await startModel(chatWire);
    const prices = join(createTempDir(), "prices.json");
    writeFileSync(prices, JSON.stringify({ "openai:m": { input: 5, output: 25 } }));
    const money = ["--prices", prices, "--max-cost", "0.20"];
    const run = await train(server.url, ["--model", "openai:m", ...money]);
    expect(run.code).toBe(0);
    const perCall = (WIRE_USAGE.input * 5 + WIRE_USAGE.output * 25) / 1e6;
    expect(server.received.length).toBeGreaterThan(0);
    expect(server.received.length * perCall).toBeLessThanOrEqual(0.2);
    expect(run.stderr).toMatch(/\$0\.\d+ are spent, .*--max-cost/);
    expect(run.events().at(-1)).toMatchObject({ type: "run.ended", reason: "budget" });
  });

  it("answers to doctor's tiny question", async () => {
    const server = await startModel(chatWire);
    const args = ["doctor", "--embedded", "--json", "--data-dir", createTempDir()];
    const run = await runCli([...args, "--model", "openai:m", "--model-url", server.url]);
    const findings = JSON.parse(run.stdout) as { check: string; ok: boolean; detail: string }[];
    const finding = findings.find(({ check }) => check === "model");
    expect(finding?.ok).toBe(true);
    expect(finding?.detail).toMatch(
      /^openai:m answered in .*, 1200 tokens in, 345 out, \$0\.00000, in the form of advice$/,
    );
    expect(server.received).toHaveLength(1);

    const nobody = ["--model", "openai:m", "--model-url", "http://127.0.0.1:9"];
    const failed = await runCli([...args, ...nobody]);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toMatch(/cannot reach the server/);
  });

  it("advises a bench", async () => {
    const server = await startModel(chatWire);
    const run = await runCli([
      ...["bench", "--embedded", "--games", "1", "--seeds", "1", "--max-actions", "20", "--json"],
      ...["--model", "openai:m", "--model-url", server.url, "--max-calls", "2"],
    ]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('"advised"');
    expect(server.received).toHaveLength(2);
  });
});

it.each([
  [["--model", "openai:gpt-5"], /OPENAI_API_KEY is not set/],
  [["--model", "openai:x", "--prices", "package.json"], /--prices.*package\.json/],
  [["bench", "--agent", "advised"], /needs a language model/],
])("%j: one clear line, exit code 2", async (args, message) => {
  const run = await runCli(args, { env: { ARC_TRAIN_DATA_DIR: createTempDir() } });
  expect(run.code).toBe(2);
  expect(run.stderr.trim().split("\n")).toHaveLength(1);
  expect(run.stderr).toMatch(message);
});
