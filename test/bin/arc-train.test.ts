import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createTempDir } from "../helpers/temp-dir.ts";

const BIN = fileURLToPath(new URL("../../bin/arc-train.js", import.meta.url));

const run = (args: readonly string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, args, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

/** Has this Node call itself another version. */
const calledNode = (version: string) => {
  const versions = `{ ...process.versions, node: "${version}" }`;
  const script = `for (const [name, value] of Object.entries({ versions: ${versions}, version: "v${version}" })) Object.defineProperty(process, name, { value });`;
  return ["--import", `data:text/javascript,${encodeURIComponent(script)}`];
};

describe("on a Node that is too old", () => {
  it.each([
    ["18.20.8", ["doctor"]],
    ["20.18.3", ["--version"]],
    ["20.9.0", ["--help"]],
    ["9.11.2", []],
  ])("%s %j: one line that says what is needed, exit code 2", async (version, args) => {
    const { code, stdout, stderr } = await run([...calledNode(version), BIN, ...args]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^arc-train needs Node 20\.19 or newer, this is v\d.*\n$/);
  });

  it.each(["20.19.0", "100.0.0"])("but %s will do", async (version) => {
    const { code, stdout } = await run([...calledNode(version), BIN, "--version"]);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(code).toBe(0);
  });

  it("is what the package says it needs", () => {
    const { engines } = JSON.parse(readFileSync(join(BIN, "../../package.json"), "utf8"));
    expect(engines).toEqual({ node: ">=20.19" });
  });
});

it.each([
  [
    "before it is built",
    "",
    /^arc-train is not installed as a whole, run `npm ci`: .*main\.js.*\n$/,
  ],
  [
    "without what it depends on",
    'import "chalk-that-is-missing";',
    /^arc-train is not .* run `npm ci`: .*'chalk-that-is-missing'.*\n$/,
  ],
])("%s: one line that says what to do, exit code 1", async (_, main, message) => {
  const dir = createTempDir();
  writeFileSync(join(dir, "package.json"), '{ "type": "module" }');
  mkdirSync(join(dir, "bin"));
  copyFileSync(BIN, join(dir, "bin/arc-train.js"));
  if (main !== "") {
    mkdirSync(join(dir, "dist/cli"), { recursive: true });
    writeFileSync(join(dir, "dist/cli/main.js"), main);
  }
  const { code, stderr } = await run([join(dir, "bin/arc-train.js")]);
  expect(stderr).toMatch(message);
  expect(code).toBe(1);
});
