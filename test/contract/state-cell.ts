import { describe, expect, it, vi } from "vitest";
import type { StateCell } from "../../src/limiter/cells/state-cell.ts";
import { begun, ended, forkParty, type Whereabouts } from "../limiter/cells/fork-party.ts";
import { countUp, EMPTY_TALLY, look, type Tally } from "../limiter/cells/tally.ts";

/** One place with an empty tally. */
export interface CellWorld {
  /** A new party in this process. Closed when the test ends. */
  open(): StateCell<Tally>;
  /** For parties in other processes; absent where there can be none. */
  readonly whereabouts?: Whereabouts;
}

/** What every cell must do. `start` makes a fresh place in each test. */
export function stateCellContract(
  name: string,
  start: () => CellWorld | Promise<CellWorld>,
  { isShared }: { readonly isShared: boolean },
): void {
  describe(`state cell contract: ${name}`, () => {
    it("begins with the initial state", async () => {
      const cell = (await start()).open();
      expect(await cell.update(look)).toEqual(EMPTY_TALLY);
    });

    it("runs each change on what the one before left, also of callers at the same time", async () => {
      const cell = (await start()).open();
      const counts = await Promise.all(Array.from({ length: 200 }, () => cell.update(countUp)));
      expect(counts).toEqual(Array.from({ length: 200 }, (_, i) => i));
      expect(await cell.update(look)).toMatchObject({ count: 200, timesBack: 0 });
    });

    it("keeps the state where a change throws, and goes on", async () => {
      const cell = (await start()).open();
      await cell.update(countUp);
      const failing = async () =>
        cell.update(() => {
          throw new RangeError("no");
        });
      const results = await Promise.allSettled([failing(), cell.update(countUp)]);
      expect(results[0]).toMatchObject({ status: "rejected", reason: new RangeError("no") });
      expect(results[1]).toEqual({ status: "fulfilled", value: 1 });
      expect(await cell.update(look)).toMatchObject({ count: 2 });
    });

    it("does not take its own changes for others'", async () => {
      const cell = (await start()).open();
      await cell.update(countUp);
      const listener = vi.fn();
      cell.onForeignChange(listener);
      for (let i = 0; i < 20; i += 1) await cell.update(countUp);
      await passTime(100);
      expect(listener).not.toHaveBeenCalled();
    });

    if (isShared) sharedContract(start);
  });
}

function sharedContract(start: () => CellWorld | Promise<CellWorld>): void {
  it("loses no change of several parties, and gives each its own count", async () => {
    const world = await start();
    const parties = [world.open(), world.open(), world.open()];
    const counts = await Promise.all(
      Array.from({ length: 150 }, (_, i) => parties[i % 3]!.update(countUp)),
    );
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 150 }, (_, i) => i));
    for (const party of parties) {
      expect(await party.update(look)).toMatchObject({ count: 150, timesBack: 0 });
    }
  });

  it("loses no change of several processes, whose time never goes back", async () => {
    const { open, whereabouts } = await start();
    const children = Array.from({ length: 3 }, () => forkParty(whereabouts!, 300));
    await Promise.all(children.map(ended));
    expect(await open().update(look)).toEqual({
      ...EMPTY_TALLY,
      count: 900,
      lastMs: expect.any(Number),
    });
  });

  it("survives the killing of a process in the middle of its changes", async () => {
    const { open, whereabouts } = await start();
    const cell = open();
    for (let i = 0; i < 3; i += 1) {
      const child = forkParty(whereabouts!, Number.POSITIVE_INFINITY);
      await begun(child);
      const exit = new Promise((resolve) => child.once("exit", resolve));
      // Killed at another moment each time.
      await passTime(3 + 4 * i);
      child.kill("SIGKILL");
      await exit;
      const { count } = await cell.update(look);
      expect(count).toBeGreaterThan(0);
      expect(await cell.update(countUp)).toBe(count);
    }
    expect(await cell.update(look)).toMatchObject({ timesBack: 0, isDoubtful: false });
  });

  it("tells of others' changes, until it is told to stop", async () => {
    const world = await start();
    const [one, other] = [world.open(), world.open()];
    await one.update(countUp);
    const listener = vi.fn();
    const stop = one.onForeignChange(listener);
    await vi.waitFor(async () => {
      await other.update(countUp);
      expect(listener).toHaveBeenCalled();
    });
    // Also of those it met in a change of its own.
    await passTime(30);
    listener.mockClear();
    await other.update(countUp);
    await one.update(countUp);
    await vi.waitFor(() => expect(listener).toHaveBeenCalled());

    stop();
    await passTime(30);
    listener.mockClear();
    await other.update(countUp);
    await passTime(50);
    expect(listener).not.toHaveBeenCalled();
  });

  it("does not tell of a look", async () => {
    const world = await start();
    const [one, other] = [world.open(), world.open()];
    await one.update(countUp);
    const listener = vi.fn();
    one.onForeignChange(listener);
    await passTime(30);
    await other.update(look);
    await passTime(50);
    expect(listener).not.toHaveBeenCalled();
  });

  it("keeps the state when nobody has it open", async () => {
    const world = await start();
    const first = world.open();
    await first.update(countUp);
    await first.close();
    expect(await world.open().update(look)).toMatchObject({ count: 1, isDoubtful: false });
  });
}

/** Real time: what is waited for happens in the operating system, or must not happen at all. */
const passTime = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
