import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Clock, systemClock } from "../../../src/base/clock.ts";
import {
  createSqliteCell,
  type SqliteCellOptions,
} from "../../../src/limiter/cells/sqlite-cell.ts";
import { StoreError } from "../../../src/limiter/cells/store-error.ts";
import { stateCellContract } from "../../contract/state-cell.ts";
import { createFakeClock, type FakeClock } from "../../helpers/fake-clock.ts";
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

/** A machine's clock after a restart: it counts anew, while by the time of day `wallMs` have passed. */
function createRestartedClock(startMs: number, wallMs: number): FakeClock {
  const clock = createFakeClock(startMs);
  return { ...clock, wallMs: () => clock.wallMs() + wallMs - startMs };
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

  it("doubts what another start of a machine left, as long as it may matter", async () => {
    const file = newFile();
    open(file, { bootId: "one", clock: createFakeClock(1_000) }).update(countUp);
    // The machine's clock begins anew, the time of day goes on.
    const clock = createRestartedClock(50, 10_000);
    const cell = open(file, { bootId: "two", clock });
    expect(cell.update(look)).toMatchObject({ isDoubtful: true, lastMs: 10_000 });
    cell.update(countUp);
    await clock.advance(60_000);
    // Once its own, the state is known to the millisecond.
    expect(cell.update((state, nowMs) => ({ state, result: nowMs }))).toBe(70_000);
    expect(open(file, { bootId: "two", clock }).update(look)).toMatchObject({ count: 1 });
  });

  it("trusts it once it is too old to matter", () => {
    const file = newFile();
    open(file, { bootId: "one", clock: createFakeClock(1_000) }).update(countUp);
    const clock = createRestartedClock(50, 96_000);
    const cell = open(file, { bootId: "two", clock });
    expect(cell.update(countUp)).toBe(1);
    expect(cell.update(look)).toMatchObject({ isDoubtful: false, lastMs: 96_000, timesBack: 0 });
  });

  it("sees a restart in the clock where the system has no name for it", () => {
    const file = newFile();
    open(file, { bootId: "", clock: createFakeClock(90_000) }).update(countUp);
    const clock = createRestartedClock(500, 91_000);
    expect(open(file, { bootId: "", clock }).update(look)).toMatchObject({ isDoubtful: true });
  });

  it.each([
    ["agree", 0],
    ["differ by a minute, ours ahead", 60_000],
    ["differ by a minute, ours behind", -60_000],
  ])("tells one time with another machine, and says so: wall clocks %s", async (_, aheadMs) => {
    const file = newFile();
    const clock = createFakeClock(1_000);
    const told: string[] = [];
    const one = open(file, { bootId: "one", machine: "a", clock, onNotice: (m) => told.push(m) });
    one.update(countUp);
    const now: Clock = { ...clock, now: () => clock.now() + 7e6 };
    const two = open(file, {
      bootId: "two",
      machine: "b",
      clock: { ...now, wallMs: () => clock.wallMs() + aheadMs },
      onNotice: (m) => told.push(m),
    });
    expect(two.update(look)).toMatchObject({ isDoubtful: true });
    expect(told).toEqual([]);
    const time = async (cell: typeof one) =>
      await cell.update((state, nowMs) => ({ state, result: nowMs }));
    for (let i = 0; i < 50; i += 1) {
      two.update(countUp);
      await clock.advance(1_000);
      one.update(countUp);
      await clock.advance(1_000);
    }
    // Neither ever began anew, and time goes on as it does.
    expect(one.update(look)).toMatchObject({ count: 100, isDoubtful: true, timesBack: 0 });
    expect(Math.abs((await time(one)) - (await time(two)))).toBeLessThanOrEqual(1_000);
    expect(told.filter((m) => /from another machine \(b\)/.test(m))).toHaveLength(1);
    expect(told.filter((m) => /from another machine \(a\)/.test(m))).toHaveLength(1);
    const wrong = told.filter((m) => /clock of this machine is behind/.test(m));
    expect(wrong).toHaveLength(aheadMs > 0 ? 1 : 0);
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
