import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { DiskError } from "../../src/base/disk-error.ts";
import { openDatabase } from "../../src/base/open-database.ts";
import { createTempDir } from "../helpers/temp-dir.ts";

const SCHEMA = "CREATE TABLE IF NOT EXISTS notes (text TEXT NOT NULL);";

function open(dataDir: string) {
  const database = openDatabase(dataDir, [SCHEMA]);
  onTestFinished(() => void database.close());
  return database;
}

it("makes directory and database, for their owner only", () => {
  const dataDir = join(createTempDir(), "not", "yet");
  open(dataDir);
  if (process.platform === "win32") return;
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataDir, "arc-train.db")).mode & 0o777).toBe(0o600);
});

it("shows one handle what another wrote, and keeps what is there", () => {
  const dataDir = createTempDir();
  const [one, other] = [open(dataDir), open(dataDir)];
  one.prepare("INSERT INTO notes VALUES (?)").run("hello");
  expect(other.prepare("SELECT text FROM notes").all()).toEqual([{ text: "hello" }]);
  expect(open(dataDir).prepare("SELECT text FROM notes").all()).toEqual([{ text: "hello" }]);
});

it("says which file is no database", () => {
  const dataDir = createTempDir();
  writeFileSync(join(dataDir, "arc-train.db"), "something else entirely".repeat(100));
  expect(() => openDatabase(dataDir, [SCHEMA])).toThrow(DiskError);
  expect(() => openDatabase(dataDir, [SCHEMA])).toThrow(/arc-train\.db: it is not a database/);
});

it.each(["/proc/x", "/proc/x/y"])("says at once that %s cannot be made", (dataDir) => {
  if (process.platform !== "linux") return;
  expect(() => openDatabase(dataDir, [])).toThrow(/it cannot be made there/);
});

it("says when the path cannot be", () => {
  const dir = createTempDir();
  writeFileSync(join(dir, "file"), "");
  expect(() => openDatabase(join(dir, "file", "data"), [])).toThrow(DiskError);
  mkdirSync(join(dir, "data", "arc-train.db"), { recursive: true });
  expect(() => openDatabase(join(dir, "data"), [])).toThrow(DiskError);
});
