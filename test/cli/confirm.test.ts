import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { confirm } from "../../src/cli/confirm.ts";

async function ask(answer: string): Promise<{ agreed: boolean; shown: string }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end(answer);
  const agreed = await confirm("Really?", input, output);
  return { agreed, shown: String(output.read()) };
}

it.each([
  ["y\n", true],
  ["Yes\n", true],
  [" y \n", true],
  ["n\n", false],
  ["\n", false],
  ["yesterday\n", false],
  ["", false],
])("takes %j for %s", async (answer, agreed) => {
  const { agreed: said, shown } = await ask(answer);
  expect(said).toBe(agreed);
  expect(shown).toMatch(/^Really\? \[y\/N\] \s*$/);
});
