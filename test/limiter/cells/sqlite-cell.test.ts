import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import { systemClock } from "../../../src/base/clock.ts";
import { createSqliteCell, type SqliteCellOptions } from "../../../src/limiter/sqlite-cell.ts";
import { StoreError } from "../../../src/limiter/store-error.ts";
import { stateCellContract } from "../../contract/state-cell.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";
import { createTempDir } from "../../helpers/temp-dir.ts";
import { countUp, EMPTY_TALLY, look, TALLY_FORM, type Tally } from "./tally.ts";

const KEY = "https://example.org 0123";

function open(file: string, options: Partial<SqliteCellOptions<Tally>> = {}) {
  const cell = createSqliteCell({
    file,
    key: KEY,
    form: TALLY_FORM,
    clock: systemClock,
    ...options,
  });
  onTestFinished(() => void cell.close());
  return cell;
}

const newFile = () => join(createTempDir(), "data", "limiter.db");

/** Changes the file behind the cell's back. */
function run(file: string, sql: string, ...values: unknown[]): void {
  const database = new Database(file);
  database.prepare(sql).run(...values);
  database.close();
}

stateCellContract(
  "sqlite",
  () => {
    const file = newFile();
    return { open: () => open(file), whereabouts: { kind: "sqlite", file, key: KEY } };
  },
  { isShared: true },
);

describe("the sqlite cell", () => {
  it("answers at once", () => {
    expect(open(newFile()).update(countUp)).toBe(0);
  });

  it("makes a file for its owner only", () => {
    const file = newFile();
    open(file).update(countUp);
    if (process.platform === "win32") return;
    for (const end of ["", "-wal", "-shm"]) expect(statSync(file + end).mode & 0o777).toBe(0o600);
  });

  it("keeps budgets of different keys apart", () => {
    const file = newFile();
    open(file).update(countUp);
    expect(open(file, { key: "another" }).update(look)).toEqual(EMPTY_TALLY);
  });

  it("is empty after a restart of the machine", () => {
    const file = newFile();
    open(file, { bootId: "one" }).update(countUp);
    const cell = open(file, { bootId: "two" });
    expect(cell.update(look)).toEqual(EMPTY_TALLY);
    cell.update(countUp);
    expect(open(file, { bootId: "two" }).update(look)).toMatchObject({ count: 1 });
  });

  it("sees a restart in the clock where the system has no name for it", () => {
    const file = newFile();
    open(file, { bootId: "", clock: createFakeClock(90_000) }).update(countUp);
    expect(open(file, { bootId: "", clock: createFakeClock(500) }).update(look)).toEqual(
      EMPTY_TALLY,
    );
  });

  it("never goes back in time where clocks differ a little", () => {
    const file = newFile();
    open(file, { clock: createFakeClock(1_000) }).update(countUp);
    const cell = open(file, { clock: createFakeClock(995) });
    expect(cell.update((state, nowMs) => ({ state, result: nowMs }))).toBe(1_000);
  });

  it.each(["", "{", '{"version": 7}', '{"version": 7, "atMs": 1}', "null", '"x"', "[]"])(
    "takes the torn row %j for the worst",
    (kept) => {
      const file = newFile();
      const clock = createFakeClock(5_000);
      open(file).update(countUp);
      run(file, "UPDATE cell SET kept = ?, revision = revision + 1", kept);
      expect(open(file, { clock }).update(look)).toMatchObject({ isDoubtful: true, lastMs: 5_000 });
    },
  );

  it("keeps the answer to a torn row, so that it can get old", async () => {
    const file = newFile();
    const clock = createFakeClock(5_000);
    const cell = open(file, { clock });
    cell.update(countUp);
    run(file, "UPDATE cell SET kept = '', revision = revision + 1");
    cell.update(look);
    await clock.advance(60_000);
    expect(cell.update(look)).toMatchObject({ isDoubtful: true, lastMs: 5_000 });
    expect(open(file, { clock }).update(look)).toMatchObject({ lastMs: 5_000 });
  });

  it("takes an older version's state for the worst", () => {
    const file = newFile();
    open(file, { form: { ...TALLY_FORM, version: 6 } }).update(countUp);
    expect(open(file).update(look)).toMatchObject({ isDoubtful: true });
  });

  it("leaves the budget to a newer version as long as that uses it", async () => {
    const file = newFile();
    const clock = createFakeClock(5_000);
    open(file, { clock, form: { ...TALLY_FORM, version: 8 } }).update(countUp);
    const cell = open(file, { clock });
    expect(() => cell.update(look)).toThrow(StoreError);
    await clock.advance(15 * 60_000);
    expect(cell.update(look)).toMatchObject({ isDoubtful: true });
  });

  it.each([
    ["that is no database", (file: string) => writeFileSync(file, "something else".repeat(999))],
    ["whose pages are overwritten", overwritePages],
    ["that is cut off", (file: string) => truncateSync(file, 5_000)],
  ])("makes a file %s anew, and takes the worst for it", (_, damage) => {
    const file = newFile();
    const before = open(file);
    before.update(countUp);
    before.close();
    settleLog(file);
    damage(file);
    const cell = open(file);
    expect(cell.update(countUp)).toBe(0);
    expect(cell.update(look)).toMatchObject({ count: 1, isDoubtful: true });
    expect(open(file).update(look)).toMatchObject({ count: 1, isDoubtful: true });
  });

  it("meets the others again, and takes the worst, when the file was removed under it", () => {
    const file = newFile();
    const cell = open(file);
    cell.update(countUp);
    rmSync(file);
    const other = open(file);
    expect(cell.update(look)).toMatchObject({ isDoubtful: true });
    cell.update(countUp);
    expect(other.update(look)).toMatchObject({ count: 1, isDoubtful: true });
  });

  it("says what fails, and works again when it can", () => {
    const dir = createTempDir();
    writeFileSync(join(dir, "data"), "in the way");
    const file = join(dir, "data", "limiter.db");
    const cell = open(file);
    expect(() => cell.update(countUp)).toThrow(StoreError);
    expect(() => cell.update(countUp)).toThrow(/limiter\.db: /);
    rmSync(join(dir, "data"));
    expect(cell.update(countUp)).toBe(0);
  });
});

/** Keeps the header, so that it opens, and spoils the rest. */
function overwritePages(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 100));
}

/** Brings all into the database itself, as the last of its users does when it ends. */
function settleLog(file: string): void {
  run(file, "PRAGMA wal_checkpoint(TRUNCATE)");
  for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true });
}
