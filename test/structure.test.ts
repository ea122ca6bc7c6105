import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Tests of the whole program, and what tests share. */
const APART = /^(e2e|package|helpers|bin|contract)\//;
/** Tests of several files together: of a folder, of all that keep one contract, of all that an agent does. */
const OF_MANY = /(^|\/)scenarios\/|\/(contract|golden-tape-\d)$/;

it("mirrors src: each test is named after the file it tests, or is a scenario of a folder of src", () => {
  const names = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.includes("/") && name.endsWith(".test.ts") && !APART.test(name))
    .map((name) => name.replace(/\.test\.ts$/, ""));
  expect(names.length).toBeGreaterThan(100);
  const strays = names.filter((name) => {
    const folder = dirname(name).replace(/(^|\/)scenarios$/, "");
    const target = OF_MANY.test(name) ? folder : `${name}.ts`;
    return !existsSync(join(ROOT, "src", target));
  });
  expect(strays).toEqual([]);
});
