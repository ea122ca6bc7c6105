import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../src/base/open-database.ts";
import { AGENT_MEMORY_SCHEMA } from "../../src/memory/store/agent-memory.ts";
import { listMemory } from "../../src/memory/store/memory-rows.ts";
import { runCli, startCli } from "../helpers/cli.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

/** Only root may mount a disk that is small enough to fill. */
const canMount =
  process.platform === "linux" &&
  process.getuid?.() === 0 &&
  spawnSync("unshare", ["--mount", "true"]).status === 0;

/** A directory on a disk of its own of so many KiB. */
function createSmallDisk(kib: number): string {
  const dir = createTempDir();
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kib}k`, "tmpfs", dir]);
  onTestFinished(() => void execFileSync("umount", ["--lazy", dir]));
  return dir;
}

/** Takes all the room that is left, until the returned function gives it back. */
function fill(dir: string): () => void {
  const file = join(dir, "ballast");
  const handle = openSync(file, "w");
  try {
    for (;;) writeSync(handle, Buffer.alloc(4096));
  } catch {
    closeSync(handle);
  }
  return () => rmSync(file);
}

const flags = (dataDir: string) => ["-n", "1", "--json", "--seed", "1", "--data-dir", dataDir];
const memoryOf = (dataDir: string) => {
  const database = openDatabase(dataDir, [AGENT_MEMORY_SCHEMA]);
  onTestFinished(() => void database.close());
  return listMemory(database);
};

describe.runIf(canMount)("on a full disk (skipped where no disk can be mounted)", () => {
  it("drops the recordings, says so, and keeps what was learned", async () => {
    const dataDir = createSmallDisk(640);
    const run = await runCli([...flags(dataDir), "--max-actions", "150"]);
    const errors = run.events().filter(({ type }) => type === "error");
    expect(errors[0]).toMatchObject({ code: "DISK", next: "play goes on without recordings" });
    expect(run.events().at(-1)).toMatchObject({ type: "run.ended", games: [{ actions: 150 }] });
    // An output that is not whole is no success.
    expect(run.code).toBe(1);
    const recordings = join(dataDir, "recordings");
    for (const name of readdirSync(recordings, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".jsonl")) continue;
      const lines = readFileSync(join(recordings, name), "utf8").split("\n");
      expect(lines.pop()).toBe("");
      for (const line of lines) JSON.parse(line);
    }
  });

  it("starts without recordings, learns, and saves once there is room", async () => {
    const dataDir = createSmallDisk(1_024);
    const free = fill(dataDir);
    const cli = startCli([...flags(dataDir), "--no-record", "--max-actions", "400"]);
    await cli.until("level.completed");
    free();
    const run = await cli.done;
    expect(run.stderr).toContain("the disk is full; play goes on");
    expect(run.events().at(-1)).toMatchObject({ type: "run.ended", games: [{ actions: 400 }] });
    expect(memoryOf(dataDir)).toHaveLength(1);
    expect(run.code).toBe(0);
  });

  it("ends as a failure where there was no room until the end", async () => {
    const dataDir = createSmallDisk(1_024);
    fill(dataDir);
    const run = await runCli([...flags(dataDir), "--no-record", "--max-actions", "20"]);
    expect(run.code).toBe(1);
    const errors = run.events().filter(({ type }) => type === "error");
    expect(errors.at(-1)).toMatchObject({
      code: "DISK",
      next: "what was learned since the last checkpoint is not kept",
    });
    expect(run.events().at(-1)).toMatchObject({ type: "run.ended", games: [{ actions: 20 }] });
  });

  it("loses nothing of a memory that was there", async () => {
    const dataDir = createSmallDisk(4_096);
    await runCli([...flags(dataDir), "--no-record", "--max-actions", "40"]);
    const [before] = memoryOf(dataDir);
    const free = fill(dataDir);
    await runCli([...flags(dataDir), "--no-record", "--max-actions", "40"]);
    free();
    expect(memoryOf(dataDir)[0]?.bytes).toBeGreaterThanOrEqual((before?.bytes ?? 0) / 2);
  });
});

it
  .runIf(process.platform === "linux")
  .each([
    [["-n", "1", "--no-record", "--max-actions", "5", "--json", "--data-dir"]],
    [["stats", "--watch", "--data-dir"]],
    [["memory", "export", "--data-dir"]],
  ])("fails where stdout cannot be written: %j", async (args) => {
  const dataDir = createTempDir();
  if (args[0] !== "-n") await runCli([...flags(dataDir), "--no-record", "--max-actions", "5"]);
  const run = await runCli([...args, dataDir], { stdout: "/dev/full" });
  expect(run.stderr).toContain("arc-train: writing to stdout: the disk is full");
  expect(run.code).toBe(1);
});

it.runIf(process.platform === "linux")(
  "says which file an export could not be written to",
  async () => {
    const dataDir = createTempDir();
    await runCli([...flags(dataDir), "--no-record", "--max-actions", "5"]);
    const out = await runCli(["memory", "export", "/dev/full", "--data-dir", dataDir]);
    expect(out.stderr).toMatch(/^arc-train: writing \/dev\/full: the disk is full$/m);
    expect(out.code).toBe(1);
  },
);
