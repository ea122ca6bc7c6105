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
