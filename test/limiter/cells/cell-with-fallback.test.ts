import fc from "fast-check";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type Clock, systemClock } from "../../../src/base/clock.ts";
import {
  cellWithFallback,
  type StoreEvent,
} from "../../../src/limiter/cells/cell-with-fallback.ts";
import { createRedisCell } from "../../../src/limiter/cells/redis-cell.ts";
import type { StateCell } from "../../../src/limiter/cells/state-cell.ts";
import { StoreError } from "../../../src/limiter/cells/store-error.ts";
import { stateCellContract } from "../../contract/state-cell.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";
import { startRedis } from "../../helpers/redis-server.ts";
import { createMemoryCell } from "./memory-cell.ts";
import { countUp, EMPTY_TALLY, look, TALLY_FORM, type Tally } from "./tally.ts";

/** What becomes of an update of the main cell. */
type Fate = "done" | "lost before" | "lost after";

/** A cell in memory that fails as it is told, at once or when asked again later. */
function createFrailCell(clock: Clock, { isAsync }: { readonly isAsync: boolean }) {
  const inner = createMemoryCell(EMPTY_TALLY, clock);
  const frail = {
    fate: "done" as Fate,
    /** Updates that reported a failure though they were done. */
    inDoubt: 0,
    tries: 0,
    /** Called when an update was done, before its answer is given. */
    onDone: () => {},
    inner,
    cell: {
      ...inner,
      update: (change) => (isAsync ? Promise.resolve().then(() => run(change)) : run(change)),
    } satisfies StateCell<Tally> as StateCell<Tally>,
  };
  function run<Result>(change: Parameters<typeof inner.update<Result>>[0]): Result {
    frail.tries += 1;
    if (frail.fate === "lost before") throw new StoreError("the disk is gone");
    const result = inner.update(change) as Result;
    frail.onDone();
    if (frail.fate === "lost after") {
      frail.inDoubt += 1;
      throw new StoreError("the reply is lost");
    }
    return result;
  }
  return frail;
}

function setUp({ isAsync = true, startMs = 0 } = {}) {
  const clock = createFakeClock(startMs);
  /** Ahead of the clock where a test moves it alone. */
  const mainClock = createFakeClock();
  const now = () => clock.now() + mainClock.now();
  const frail = createFrailCell({ ...clock, now }, { isAsync });
  const events: StoreEvent[] = [];
  const share = vi.fn(() => EMPTY_TALLY);
  const cell = cellWithFallback(frail.cell, {
    clock,
    share,
    rejoin: (main, { state }) => ({ ...main.state, count: main.state.count + state.count }),
    onEvent: (event) => events.push(event),
  });
  onTestFinished(() => void cell.close());
  return { clock, mainClock, frail, cell, events, share };
}

stateCellContract("memory", () => ({ open: () => createMemoryCell(EMPTY_TALLY, systemClock) }), {
  isShared: false,
});

stateCellContract(
  "fallback, on the main cell",
  () => {
    const main = createMemoryCell(EMPTY_TALLY, systemClock);
    return { open: () => wrap(main) };
  },
  { isShared: false },
);

stateCellContract(
  "fallback, on the share",
  () => {
    const { frail } = setUp();
    frail.fate = "lost before";
    return { open: () => wrap(frail.cell) };
  },
  { isShared: false },
);

function wrap(main: StateCell<Tally>): StateCell<Tally> {
  const cell = cellWithFallback(main, {
    clock: systemClock,
    share: () => EMPTY_TALLY,
    rejoin: ({ state }) => state,
    onEvent: () => {},
  });
  onTestFinished(() => void cell.close());
  return cell;
}

describe("a cell with a fallback", () => {
  it.each([true, false])(
    "goes on with the share when the main cell fails (async: %s)",
    async (isAsync) => {
      const { clock, frail, cell, events, share } = setUp({ isAsync, startMs: 700 });
      await cell.update(countUp);
      frail.fate = "lost before";
      await clock.advance(50);
      expect(await cell.update(countUp)).toBe(0);
      expect(share).toHaveBeenCalledExactlyOnceWith(
        { state: { ...EMPTY_TALLY, count: 1, lastMs: 700 }, atMs: 700 },
        750,
        false,
      );
      expect(events).toEqual([
        { type: "store-lost", message: expect.stringContaining("the disk is gone") },
      ]);
      expect(await cell.update(countUp)).toBe(1);
      expect(frail.tries).toBe(2);
    },
  );

  it("answers at once where the main cell does, before, during and after", async () => {
    const { clock, frail, cell } = setUp({ isAsync: false });
    expect(cell.update(countUp)).toBe(0);
    frail.fate = "lost before";
    expect(cell.update(countUp)).toBe(0);
    frail.fate = "done";
    await clock.advance(1_000);
    expect(cell.update(countUp)).toBe(2);
  });

  it("tries the main cell again after 1, 2, 4 … 30 s, and takes along what was used", async () => {
    const { clock, frail, cell, events } = setUp();
    frail.fate = "lost before";
    for (let i = 0; i < 5; i += 1) await cell.update(countUp);
    const triedAfter: number[] = [];
    for (let second = 1, tries = frail.tries; second <= 100; second += 1, tries = frail.tries) {
      await clock.advance(1_000);
      if (frail.tries > tries) triedAfter.push(second);
    }
    expect(triedAfter).toEqual([1, 3, 7, 15, 31, 61, 91]);
    frail.fate = "done";
    await clock.advance(30_000);
    expect(events.map(({ type }) => type)).toEqual(["store-lost", "store-back"]);
    expect(events[1]?.message).toContain("121 s");
    expect(await cell.update(countUp)).toBe(5);
    expect(clock.sleepers()).toBe(0);
  });

  it("tells whoever listens that there is another state to ask", async () => {
    const { clock, frail, cell } = setUp();
    const listener = vi.fn();
    const stop = cell.onForeignChange(listener);
    frail.fate = "lost before";
    await cell.update(countUp);
    expect(listener).toHaveBeenCalledTimes(1);
    frail.fate = "done";
    await clock.advance(1_000);
    expect(listener).toHaveBeenCalledTimes(2);
    stop();
    frail.fate = "lost before";
    await cell.update(countUp);
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it("passes on what a change throws, and stays with the main cell", async () => {
    const { cell, events } = setUp();
    const failing = async () =>
      cell.update(() => {
        throw new RangeError("no");
      });
    await expect(failing()).rejects.toThrow(RangeError);
    expect(events).toEqual([]);
  });

  it("stops trying once it is closed", async () => {
    const { clock, frail, cell } = setUp();
    frail.fate = "lost before";
    await cell.update(countUp);
    await cell.close();
    expect(clock.sleepers()).toBe(0);
  });

  it("answers every caller, and counts none too few, whatever fails when", async () => {
    const fate = fc.constantFrom<Fate>("done", "done", "lost before", "lost after");
    const round = fc.record({ fate, callers: fc.nat(4), waitMs: fc.nat(3_000) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(round, { maxLength: 20 }),
        fc.boolean(),
        async (rounds, isAsync) => {
          const { clock, frail, cell } = setUp({ isAsync });
          const answers: unknown[] = [];
          let asked = 0;
          for (const { fate, callers, waitMs } of rounds) {
            frail.fate = fate;
            for (let i = 0; i < callers; i += 1, asked += 1) {
              Promise.resolve(cell.update(countUp)).then((count) => answers.push(count));
            }
            await clock.advance(waitMs);
          }
          frail.fate = "done";
          await clock.advance(31_000);
          expect(answers).toHaveLength(asked);
          const { count } = await cell.update(look);
          expect(count).toBe((frail.inner.update(look) as Tally).count);
          expect(count).toBeGreaterThanOrEqual(asked);
          if (frail.inDoubt === 0) expect(count).toBe(asked);
          await cell.close();
        },
      ),
      { numRuns: 100 },
    );
  });

  it("lets nobody use the share while the main cell takes it in", async () => {
    const { clock, frail, cell } = setUp();
    frail.fate = "lost before";
    await cell.update(countUp);
    frail.fate = "done";
    const answers: unknown[] = [];
    const ask = () => Promise.resolve(cell.update(countUp)).then((count) => answers.push(count));
    // Asks as soon as the share was taken in, before the main cell's answer is here.
    frail.onDone = () => {
      if (frail.inner.update(look) === EMPTY_TALLY) return;
      frail.onDone = () => {};
      for (let i = 0; i < 3; i += 1) void ask();
    };
    await clock.advance(1_000);
    expect(answers).toEqual([1, 2, 3]);
    expect(await cell.update(look)).toMatchObject({ count: 4 });
  });

  it("keeps the main cell's time on the share, in which the waits of its state are", async () => {
    const { clock, frail, cell, mainClock } = setUp();
    await mainClock.advance(5_000);
    const time = () => cell.update((state, nowMs) => ({ state, result: nowMs }));
    expect(await time()).toBe(5_000);
    frail.fate = "lost before";
    await clock.advance(300);
    expect(await time()).toBe(5_300);
  });

  it("shares through Redis, plays on alone without it, and shares again", async () => {
    const redis = await startRedis();
    const events: string[] = [];
    const open = () => {
      const main = createRedisCell({
        url: redis.url,
        key: "k",
        form: TALLY_FORM,
        clock: systemClock,
      });
      const cell = cellWithFallback(main, {
        clock: systemClock,
        share: () => EMPTY_TALLY,
        rejoin: (found, { state }) => ({
          ...found.state,
          count: found.state.count + state.count,
        }),
        onEvent: ({ type }) => events.push(type),
      });
      onTestFinished(() => cell.close());
      return cell;
    };
    const [one, other] = [open(), open()];
    await one.update(countUp);
    expect(await other.update(countUp)).toBe(1);
    await redis.kill();
    expect(await Promise.all([one.update(countUp), one.update(countUp)])).toEqual([0, 1]);
    expect(await other.update(countUp)).toBe(0);
    expect(events).toEqual(["store-lost", "store-lost"]);
    await redis.restart();
    await vi.waitFor(() => expect(events).toHaveLength(4), { timeout: 10_000 });
    expect(await one.update(look)).toMatchObject({ count: 3, isDoubtful: true });
    expect(await other.update(countUp)).toBe(3);
  });
});
