import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { DiskError } from "../../../src/base/disk-error.ts";
import { openDatabase } from "../../../src/base/open-database.ts";
import { createRandom, type Random } from "../../../src/base/random.ts";
import { createTempDir } from "../../helpers/temp-dir.ts";

const SCHEMA = "CREATE TABLE IF NOT EXISTS notes (at INTEGER NOT NULL, text TEXT NOT NULL);";
const READER = fileURLToPath(new URL("../../helpers/read-databases.mjs", import.meta.url));

/** A sound database of several pages, as bytes. */
function soundBytes(): Buffer {
  const dataDir = createTempDir();
  const database = openDatabase(dataDir, [SCHEMA]);
  const insert = database.prepare("INSERT INTO notes VALUES (?, ?)");
  for (let at = 0; at < 40; at++) insert.run(at, `${at} `.repeat(200));
  database.close();
  return readFileSync(join(dataDir, "arc-train.db"));
}

/** A torn file, a page of noise, or noise here and there: in the first pages or anywhere. */
function damaged(sound: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(sound);
  const kind = random.int(4);
  if (kind === 0) return bytes.subarray(0, random.int(bytes.length));
  const page = 4096 * random.int(bytes.length / 4096);
  for (let n = 0; n < (kind === 1 ? 4096 : 20); n++) {
    const at = kind === 1 ? page + n : random.int(kind === 2 ? 8192 : bytes.length);
    bytes[at] = random.int(256);
  }
  return bytes;
}

it("has all in the file itself once it is closed, also while statements are still in memory", () => {
  const copy = createTempDir();
  writeFileSync(join(copy, "arc-train.db"), soundBytes());
  const database = openDatabase(copy, [SCHEMA]);
  expect(database.prepare("SELECT count(*) AS n FROM notes").get()).toMatchObject({ n: 40 });
  database.close();
});

it("never reads a damaged database: 40 of them end no process and cause no stray error", () => {
  const sound = soundBytes();
  const dirs = Array.from({ length: 40 }, (_, seed) => {
    const dir = createTempDir();
    writeFileSync(join(dir, "arc-train.db"), damaged(sound, createRandom(seed)));
    return dir;
  });
  const reader = spawnSync(process.execPath, [READER, ...dirs], { encoding: "utf8" });
  expect(reader.signal).toBeNull();
  const outcomes = reader.stdout.trim().split("\n");
  expect(outcomes).toHaveLength(40);
  expect(outcomes.filter((outcome) => !/^(sound|DISK)$/.test(outcome))).toEqual([]);
  expect(outcomes.filter((outcome) => outcome === "DISK").length).toBeGreaterThan(20);
});

it("sets a damaged file aside and begins a new one, but only for those who ask", () => {
  const dir = createTempDir();
  const file = join(dir, "arc-train.db");
  const bytes = soundBytes();
  bytes.fill(7, 4096, 8192);
  writeFileSync(file, bytes);
  expect(() => openDatabase(dir, [SCHEMA])).toThrow(DiskError);
  expect(() => openDatabase(dir, [SCHEMA])).toThrow(/it is damaged; the next run sets it aside/);
  expect(readFileSync(file)).toEqual(bytes);

  const lines: string[] = [];
  for (const name of ["damaged-1", "damaged-2"]) {
    writeFileSync(file, bytes);
    const database = openDatabase(dir, [SCHEMA], (line) => lines.push(line));
    database.prepare("INSERT INTO notes VALUES (1, 'new')").run();
    database.close();
    expect(lines.at(-1)).toBe(`${file} is damaged: it is now ${file}.${name}, a new one is begun`);
    expect(readFileSync(`${file}.${name}`)).toEqual(bytes);
  }
});
