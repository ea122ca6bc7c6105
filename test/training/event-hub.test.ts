import { expect, it } from "vitest";
import { DiskError } from "../../src/base/disk-error.ts";
import { createEventHub } from "../../src/training/event-hub.ts";
import type { EventSink, TimedEvent, TrainingEvent } from "../../src/training/events.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";

const OPENED = { type: "scorecard.opened", cardId: "card" } as const;

const collect = () => {
  const events: TimedEvent[] = [];
  let closed = 0;
  const sink: EventSink = {
    write: (event) => void events.push(event),
    close() {
      closed += 1;
    },
  };
  return { sink, events, closed: () => closed };
};

it("stamps events with the time since the run's start and tells all sinks", async () => {
  const clock = createFakeClock(5_000);
  const [one, two] = [collect(), collect()];
  const hub = createEventHub(clock, [one.sink, two.sink]);
  await clock.advance(1_234);
  await hub.emit(OPENED);
  expect(one.events).toEqual([{ ...OPENED, t: 1_234 }]);
  expect(two.events).toEqual(one.events);
});

it("tells a failure to whoever emitted, once, and goes on without the sink", async () => {
  const good = collect();
  let writes = 0;
  const bad: EventSink = {
    async write() {
      writes += 1;
      throw new Error("full");
    },
    close() {},
  };
  const hub = createEventHub(createFakeClock(), [bad, good.sink]);
  await expect(hub.emit(OPENED)).rejects.toThrow("full");
  await hub.emit(OPENED);
  expect(writes).toBe(1);
  expect(good.events).toHaveLength(2);
});

it("goes on without a sink that can be done without, and tells so", async () => {
  const good = collect();
  let writes = 0;
  const bad: EventSink = {
    ifItFails: { next: "play goes on", triesAgain: false },
    write() {
      writes += 1;
      throw new DiskError("the disk is full");
    },
    close() {},
  };
  const hub = createEventHub(createFakeClock(), [bad, good.sink]);
  await hub.emit(OPENED);
  await hub.emit(OPENED);
  expect(writes).toBe(1);
  const error = { type: "error", code: "DISK", message: "the disk is full", next: "play goes on" };
  expect(good.events).toMatchObject([OPENED, error, OPENED]);
  expect(await hub.close()).toEqual({ isWhole: false, untold: [] });
});

it("tells a sink that tries again what comes next, and its failure once", async () => {
  const good = collect();
  let full = true;
  const bad: EventSink = {
    ifItFails: { next: "play goes on", triesAgain: true },
    write() {
      if (full) throw new DiskError("the disk is full");
    },
    close() {},
  };
  const hub = createEventHub(createFakeClock(), [bad, good.sink]);
  await hub.emit(OPENED);
  await hub.emit(OPENED);
  full = false;
  await hub.emit(OPENED);
  expect(good.events.filter(({ type }) => type === "error")).toHaveLength(1);
  expect(await hub.close()).toEqual({ isWhole: true, untold: [] });
});

it("tells nothing after the end of the run", async () => {
  const { sink, events } = collect();
  const late: EventSink = {
    ifItFails: { next: "play goes on", triesAgain: true },
    write() {
      throw new DiskError("the disk is full");
    },
    close() {},
  };
  const hub = createEventHub(createFakeClock(), [sink, late]);
  await hub.emit({ type: "run.ended" } as TrainingEvent);
  await hub.emit(OPENED);
  expect(events.map(({ type }) => type)).toEqual(["run.ended"]);
  expect((await hub.close()).untold).toMatchObject([{ message: "the disk is full" }]);
});

it("closes every sink, also behind one that fails", async () => {
  const good = collect();
  const bad: EventSink = {
    write() {},
    close() {
      throw new Error("cannot close");
    },
  };
  const hub = createEventHub(createFakeClock(), [bad, good.sink]);
  const { isWhole, untold } = await hub.close();
  expect(isWhole).toBe(false);
  expect(untold).toMatchObject([{ message: "cannot close" }]);
  expect(good.closed()).toBe(1);
});
