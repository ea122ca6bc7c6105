import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { logPath, openLog } from "../../src/advice/log-file.ts";
import type { DiskError } from "../../src/base/disk-error.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const clock = createFakeClock();
const phase = (name: string) => ({ type: "phase", phase: name }) as const;
const never = (error: DiskError) => {
  throw error;
};

test("a log goes on behind its last whole line, for its owner only", () => {
  const file = logPath(createTempDir(), "a/../run", "game-1");
  const first = openLog(file, { clock, failed: never });
  expect(first.earlier).toEqual([]);
  first.write(phase("ask"));
  // No close: the process is killed, in the midst of a line.
  appendFileSync(file, '{"type":"phase","t":1,"pha');
  const second = openLog(file, { clock, failed: never });
  expect(second.earlier).toEqual([{ ...phase("ask"), t: expect.any(Number) }]);
  second.write(phase("cruise"));
  expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(2);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(file).not.toContain("/../");
});

test("a log that can't be written is told once, and nothing throws", () => {
  const dir = createTempDir();
  writeFileSync(join(dir, "advice"), "in the way");
  const failures: DiskError[] = [];
  const log = openLog(logPath(dir, "run", "game"), {
    clock,
    failed: (error) => failures.push(error),
  });
  log.write(phase("ask"));
  log.write(phase("ask"));
  log.close();
  expect(failures).toHaveLength(1);
});
