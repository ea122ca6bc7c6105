import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codePlace } from "../../src/base/code-place.ts";
import { loadAgent } from "../../src/cli/load-agent.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

/** Loads and makes agents, and calls one method of each; what came of it, by file. */
const SCRIPT = `
  const [loader, calls] = process.argv.slice(1);
  const { loadAgent } = await import(loader);
  const told = {};
  for (const [file, method] of Object.entries(JSON.parse(calls))) {
    try {
      const agent = await (await loadAgent("./" + file))({});
      told[file] = String(agent[method]());
    } catch ({ code, message }) {
      told[file] = code + " " + message;
    }
  }
  console.log(JSON.stringify(told));`;

/** In Node itself, on what was built: vitest loads modules in its own way. */
function tryAgents(agents: readonly { file: string; text: string; method?: string }[]) {
  const cwd = createTempDir();
  for (const { file, text } of agents) writeFileSync(join(cwd, file), text);
  const calls = Object.fromEntries(agents.map(({ file, method = "choose" }) => [file, method]));
  const loader = new URL("../../dist/cli/load-agent.js", import.meta.url).href;
  const args = ["--input-type=module", "-e", SCRIPT, loader, JSON.stringify(calls)];
  return JSON.parse(execFileSync(process.execPath, args, { cwd, encoding: "utf8" }));
}

const failsIn = (method: string) =>
  `export default () => ({ choose() {},\n${method}() { null.x; } });`;
const PRIVATE = "new (class { #n = 7; save() { return this.#n; } choose() {} })()";

describe("loadAgent", () => {
  it("says what is wrong with a module, where, and what to do", () => {
    const told = tryAgents([
      { file: "syntax.mjs", text: "export default 1;\nlet x = 3 4;\n" },
      { file: "syntax.cjs", text: "\nlet x = 3 4;\n" },
      { file: "top.mjs", text: "\n\nundefined.x;\n" },
      { file: "name.mjs", text: 'import { nope } from "node:fs";\n' },
      { file: "package.mjs", text: 'import "nope-nope";\n' },
      { file: "number.mjs", text: "export default 1;" },
      { file: "python.py", text: "pass" },
      { file: "typed.ts", text: "enum Colour { Red }\nexport default (n: number) => Colour.Red;" },
    ]);
    const usage = (file: string, message: string) =>
      expect(told[file]).toContain(`USAGE --agent './${file}': ${message}`);
    usage("syntax.mjs", "syntax.mjs:2: Unexpected number");
    usage("syntax.cjs", "syntax.cjs:2: Unexpected number");
    usage("top.mjs", "top.mjs:3: Cannot read properties of undefined");
    usage("name.mjs", "name.mjs:1: The requested module 'node:fs'");
    usage("package.mjs", "package.mjs: Cannot find package 'nope-nope'");
    usage("number.mjs", "its default export must be a function");
    usage("python.py", "an agent is a JavaScript module (.mjs, .js), not .py");
    // Newer versions run TypeScript, but no enums.
    expect(told["typed.ts"]).toMatch(/does not run TypeScript; use Node 22\.18 .* or compile|enum/);
  });

  it("blames an agent that fails, with the place", () => {
    const told = tryAgents([
      { file: "made.mjs", text: "export default function () {\n  throw new Error();\n}" },
      { file: "text.mjs", text: "export default async () => { throw 'no model'; };" },
      { file: "empty.mjs", text: "export default () => ({});" },
      ...["save", "describe", "playsOn"].map((method) => ({
        file: `${method}.mjs`,
        text: failsIn(method),
        method,
      })),
    ]);
    expect(told).toMatchObject({
      "made.mjs": "AGENT made.mjs:2: the agent failed when it was made: Error",
      "text.mjs": "AGENT the agent failed when it was made: no model",
      "empty.mjs": "AGENT the agent that the module returned has no choose(frame)",
    });
    for (const method of ["save", "describe", "playsOn"]) {
      expect(told[`${method}.mjs`]).toMatch(
        `AGENT ${method}.mjs:2: the agent failed in ${method}: Cannot read`,
      );
    }
  });

  it("leaves an agent its own fields, frozen or private", () => {
    const text = `export default () => Object.freeze(${PRIVATE});`;
    expect(tryAgents([{ file: "own.mjs", text, method: "save" }])).toEqual({ "own.mjs": "7" });
  });

  it("refuses a directory, and a name that is nearly one of ours", async () => {
    await expect(loadAgent(createTempDir())).rejects.toThrow("it is a directory");
    await expect(loadAgent("explorr")).rejects.toThrow("did you mean explorer?");
  });
});

describe("codePlace", () => {
  it("is the innermost line that is neither ours nor of a package", () => {
    const error = new Error("x");
    error.stack = [
      "Error: x\n    at fake (/not/a/frame:1:1) said the message",
      "    at pick (node:internal/x:1:1)",
      `    at pick (${new URL("../../src/base/random.ts", import.meta.url).href}:9:9)`,
      "    at Object.choose (file:///x/node_modules/lib/lib.mjs:3:3)",
      "    at async Object.choose (file:///x/my%20agent.mjs:12:5)",
    ].join("\n");
    expect(codePlace(error)).toBe("my agent.mjs:12");
    expect(codePlace("thrown text")).toBeUndefined();
  });
});
