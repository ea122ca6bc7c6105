import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Priority } from "../../../src/limiter/limiter.ts";
import { createWaitQueue } from "../../../src/limiter/queue/wait-queue.ts";

interface Waiter {
  readonly lane: string;
  readonly priority: Priority;
  readonly order: number;
}

function queueOf() {
  const queue = createWaitQueue<Waiter>();
  let order = 0;
  return {
    queue,
    add(lane: string, priority: Priority = "normal"): Waiter {
      const waiter = { lane, priority, order: order++ };
      queue.add(waiter);
      return waiter;
    },
    take(): Waiter {
      const [best] = queue.claims();
      if (!best) throw new Error("empty");
      queue.remove(best);
      queue.countGrant(best.lane, best.priority);
      return best;
    },
  };
}

test("first in, first out within a lane and a priority", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom<Priority>("critical", "normal")),
      ),
      (arrivals) => {
        const { queue, add, take } = queueOf();
        for (const [lane, priority] of arrivals) add(lane, priority);
        const taken = arrivals.map(() => take());
        expect(queue.size).toBe(0);
        for (const lane of ["a", "b"]) {
          for (const priority of ["critical", "normal"]) {
            const orders = taken
              .filter((waiter) => waiter.lane === lane && waiter.priority === priority)
              .map((waiter) => waiter.order);
            expect(orders).toEqual(orders.toSorted((a, b) => a - b));
          }
        }
        const firstNormal = taken.findIndex(({ priority }) => priority === "normal");
        if (firstNormal >= 0) {
          expect(taken.slice(firstNormal).every(({ priority }) => priority === "normal")).toBe(
            true,
          );
        }
      },
    ),
  );
});

test("claims are the first of every lane, fewest turns first, whatever came, went and was served", () => {
  const step = fc.record({
    what: fc.constantFrom("add", "add", "abandon", "serve", "serve"),
    lane: fc.constantFrom("a", "b", "c", "d", "e"),
    which: fc.nat(40),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const { queue, add, take } = queueOf();
      const waiting = new Set<Waiter>();
      // Turns as the rota's comment tells them: a lane that begins or returns is at most 4 behind.
      const turns = new Map<string, number>();
      let round = 0;
      const catchUp = (lane: string) => {
        const isIdle = ![...waiting].some((other) => other.lane === lane);
        const had = turns.get(lane) ?? round;
        turns.set(lane, isIdle ? Math.max(had, round - 4) : had);
      };
      for (const { what, lane, which } of steps) {
        if (what === "add") {
          catchUp(lane);
          waiting.add(add(lane));
        } else if (what === "abandon" && waiting.size > 0) {
          const left = [...waiting][which % waiting.size]!;
          waiting.delete(left);
          queue.remove(left);
        } else if (what === "serve" && waiting.size > 0) {
          const served = take();
          waiting.delete(served);
          catchUp(served.lane);
          const before = turns.get(served.lane)!;
          round = Math.max(round, before);
          turns.set(served.lane, before + 1);
        }
        const firsts = new Map<string, Waiter>();
        for (const waiter of waiting) {
          if (!firsts.has(waiter.lane)) firsts.set(waiter.lane, waiter);
        }
        const expected = [...firsts.values()].sort(
          (a, b) => turns.get(a.lane)! - turns.get(b.lane)! || a.order - b.order,
        );
        expect([...queue.claims()]).toEqual(expected);
      }
    }),
  );
});

test("of ten thousand lanes only those that are asked for are looked at", () => {
  const { queue } = queueOf();
  let reads = 0;
  for (let i = 0; i < 10_000; i += 1) {
    const waiter = {
      lane: `${i}`,
      priority: "normal" as const,
      get order() {
        reads += 1;
        return i;
      },
    };
    queue.add(waiter);
  }
  reads = 0;
  const [best] = queue.claims();
  expect(best?.lane).toBe("0");
  queue.remove(best!);
  queue.countGrant("0", "normal");
  const [next] = queue.claims();
  expect(next?.lane).toBe("1");
  expect(reads).toBeLessThan(200);
});

test("among lanes with as many turns, who came first goes first", () => {
  const { add, take } = queueOf();
  for (const lane of ["c", "a", "b"]) add(lane);
  expect([take(), take(), take()].map(({ lane }) => lane)).toEqual(["c", "a", "b"]);
});

test("a lane with a long queue takes turns with the others", () => {
  const { add, take } = queueOf();
  for (let i = 0; i < 10; i += 1) add("greedy");
  for (let i = 0; i < 3; i += 1) add("modest");
  const lanes = Array.from({ length: 6 }, () => take().lane);
  expect(lanes.filter((lane) => lane === "modest")).toHaveLength(3);
});

test.each(["old", "new"])("a lane that is %s makes up for a few missed turns only", (name) => {
  const { add, take } = queueOf();
  add("old");
  take();
  for (let i = 0; i < 200; i += 1) {
    add("busy");
    take();
  }
  for (let i = 0; i < 20; i += 1) {
    add("busy");
    add(name);
  }
  const lanes = Array.from({ length: 20 }, () => take().lane);
  expect(lanes.filter((lane) => lane === "busy").length).toBeGreaterThanOrEqual(7);
  expect(lanes.filter((lane) => lane === name).length).toBeGreaterThanOrEqual(10);
});

describe("priorities", () => {
  test("critical before normal before background", () => {
    const { add, take } = queueOf();
    add("a", "background");
    add("b", "normal");
    add("c", "critical");
    expect([take(), take(), take()].map(({ lane }) => lane)).toEqual(["c", "b", "a"]);
  });

  test("background work gets one grant in 21 however much normal work waits", () => {
    const { add, take } = queueOf();
    for (let i = 0; i < 100; i += 1) add("play", "normal");
    for (let i = 0; i < 5; i += 1) add("advice", "background");
    const turns = Array.from({ length: 84 }, () => take().priority);
    const places = turns.flatMap((priority, i) => (priority === "background" ? [i] : []));
    expect(places).toEqual([20, 41, 62, 83]);
  });

  test("but never before critical work", () => {
    const { add, take } = queueOf();
    for (let i = 0; i < 50; i += 1) add("close", "critical");
    add("advice", "background");
    const turns = Array.from({ length: 50 }, () => take().priority);
    expect(new Set(turns)).toEqual(new Set(["critical"]));
  });
});
