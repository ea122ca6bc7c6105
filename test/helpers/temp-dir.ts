import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** An empty directory that goes when the test ends. */
export function createTempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "arc-train-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
