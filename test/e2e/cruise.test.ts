import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../helpers/cli.ts";
import { createTempDir } from "../helpers/temp-dir.ts";
import { SLIP_MODEL } from "../sandbox/models.ts";

it("wins five levels and more after one call of a model that writes the executable model", async () => {
  const dir = createTempDir();
  const calls = join(dir, "calls");
  const script = join(dir, "model.mjs");
  const reply = {
    why: "it slides",
    note: null,
    code: `${SLIP_MODEL};\nawait cruise()`,
    act: [],
    pass: 0,
  };
  writeFileSync(
    script,
    `import { appendFileSync } from "node:fs";
     export default () => { appendFileSync(${JSON.stringify(calls)}, "."); return ${JSON.stringify(JSON.stringify(reply))}; };`,
  );
  const args =
    "train --embedded -g slip --agent advised --until win --max-actions 200 --no-record --json";
  const { code, events, stderr } = await runCli([
    ...args.split(" "),
    "--model",
    `script:${script}`,
    "--data-dir",
    join(dir, "data"),
  ]);
  expect(code, stderr).toBe(0);
  expect(events().filter(({ type }) => type === "level.completed")).toHaveLength(6);
  expect(readFileSync(calls, "utf8")).toBe(".");
});
