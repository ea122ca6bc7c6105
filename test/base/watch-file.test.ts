import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { watchFile } from "../../src/base/watch-file.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

/** Real time: events come from the operating system. */
const passTime = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function watchIn(dir: string, onChange: () => void) {
  const stop = watchFile(join(dir, "a.db"), onChange);
  onTestFinished(stop);
  return stop;
}

it("tells of writes to the file and those beside it, of replacing and removing", async () => {
  const dir = createTempDir();
  const onChange = vi.fn();
  watchIn(dir, onChange);
  for (const change of [
    () => writeFileSync(join(dir, "a.db"), "1"),
    () => writeFileSync(join(dir, "a.db-wal"), "1"),
    () => renameSync(join(dir, "a.db-wal"), join(dir, "a.db")),
    () => rmSync(join(dir, "a.db")),
  ]) {
    onChange.mockClear();
    change();
    await vi.waitFor(() => expect(onChange).toHaveBeenCalled());
    await passTime(20);
  }
});

it("tells of a burst once or twice, of other files never, and of nothing once stopped", async () => {
  const dir = createTempDir();
  const onChange = vi.fn();
  const stop = watchIn(dir, onChange);
  for (let i = 0; i < 50; i += 1) writeFileSync(join(dir, "a.db"), String(i));
  await vi.waitFor(() => expect(onChange).toHaveBeenCalled());
  await passTime(30);
  expect(onChange.mock.calls.length).toBeLessThan(5);

  onChange.mockClear();
  writeFileSync(join(dir, "b.db"), "1");
  await passTime(30);
  expect(onChange).not.toHaveBeenCalled();

  stop();
  writeFileSync(join(dir, "a.db"), "2");
  await passTime(30);
  expect(onChange).not.toHaveBeenCalled();
});

it("goes without where there is nothing to watch", () => {
  expect(() => watchFile(join(createTempDir(), "none", "a.db"), () => {})()).not.toThrow();
});
