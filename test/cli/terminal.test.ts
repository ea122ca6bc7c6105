import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { colourLevel } from "../../src/cli/terminal.ts";

it.each([
  [{}, 2],
  [{ NO_COLOR: "1" }, 0],
  [{ NO_COLOR: "" }, 2],
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, 2],
])("colours on a terminal with %j: %i", (env, level) => {
  expect(colourLevel(2, env)).toBe(level);
});

it("is the one way to the screen", () => {
  // `outputs` tells that stderr itself has failed.
  const mayWrite = ["outputs.ts", "stdout.ts", "terminal.ts"];
  const cli = new URL("../../src/cli/", import.meta.url);
  const writers = readdirSync(cli, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !mayWrite.includes(name))
    // An empty text asks whether all is written.
    .filter((name) => /std(out|err)\.write\((?!"")/.test(readFileSync(new URL(name, cli), "utf8")));
  expect(writers).toEqual([]);
});
