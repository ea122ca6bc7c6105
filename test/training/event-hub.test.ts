import { expect, it } from "vitest";
import { createEventHub } from "../../src/training/event-hub.ts";
import type { EventSink, TimedEvent } from "../../src/training/events.ts";
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

it("closes every sink, also behind one that fails", async () => {
  const good = collect();
  const bad: EventSink = {
    write() {},
    close() {
      throw new Error("cannot close");
    },
  };
  const hub = createEventHub(createFakeClock(), [bad, good.sink]);
  await expect(hub.close()).rejects.toThrow("cannot close");
  expect(good.closed()).toBe(1);
});
