import { execFile } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished, vi } from "vitest";
import { lackOfRedis } from "./redis-server.ts";
import { createTempDir } from "./temp-dir.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const VITEST = join(ROOT, "node_modules/vitest/vitest.mjs");
const NEEDS_REDIS = ["test/limiter/cells/cell-with-fallback.test.ts", "-t", "through Redis"];

/** Runs a test that needs Redis on a machine of its own: `dir` holds all its programs. */
const runIn = (dir: string, requireRedis: string) =>
  new Promise<{ code: number; text: string }>((resolve) => {
    const env = { ...process.env, PATH: dir, REQUIRE_REDIS: requireRedis, NO_COLOR: "1" };
    const args = [VITEST, "run", ...NEEDS_REDIS];
    execFile(process.execPath, args, { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), text: stdout + stderr }),
    );
  });

it("skips tests where there is no redis-server, and says so in the last line", async () => {
  const { code, text } = await runIn(createTempDir(), "");
  expect(text.trimEnd().split("\n").at(-1)).toBe(
    "skipped: 1 test, redis-server is not on the PATH; `apt-get install redis-server` or `brew install redis` has them run",
  );
  expect(code).toBe(0);
});

it("takes one that is too old for none", async () => {
  const dir = createTempDir();
  const file = join(dir, "redis-server");
  writeFileSync(file, "#!/bin/sh\necho 'Redis server v=6.0.16 sha=00000000:0 bits=64'\n");
  chmodSync(file, 0o755);
  vi.stubEnv("PATH", dir);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await lackOfRedis()).toBe("redis-server is 6.0.16, older than 7");
});

it("fails them where Redis is required", async () => {
  const { code, text } = await runIn(createTempDir(), "1");
  expect(text).toContain("Error: redis-server is not on the PATH; ");
  expect(code).toBe(1);
});
