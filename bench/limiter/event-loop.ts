import type { Clock } from "../../dist/base/clock.js";

/** Time that jumps from one wake-up to the next. */
export interface EventLoop extends Clock {
  /** Runs everybody's wake-ups up to and including `untilMs`, in the order they are due. */
  runUntil(untilMs: number): Promise<void>;
}

interface Sleeper {
  readonly dueMs: number;
  /** Grows: who went to sleep first wakes first. */
  readonly order: number;
  readonly wake: () => void;
  isGone: boolean;
}

export function createEventLoop(): EventLoop {
  const heap: Sleeper[] = [];
  let nowMs = 0;
  let order = 0;

  return {
    now: () => nowMs,
    wallMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => {
          sleeper.isGone = true;
          reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener("abort", leave);
          resolve();
        };
        const sleeper = { dueMs: nowMs + Math.max(0, ms), order: order++, wake, isGone: false };
        signal?.addEventListener("abort", leave, { once: true });
        push(heap, sleeper);
      }),
    async runUntil(untilMs) {
      await quiet();
      while (heap.length > 0 && heap[0]!.dueMs <= untilMs) {
        const { dueMs, wake, isGone } = pop(heap);
        if (isGone) continue;
        nowMs = dueMs;
        wake();
        await quiet();
      }
      nowMs = untilMs;
    },
  };
}

/** Lets everything run that needs no time to pass. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isBefore(a: Sleeper, b: Sleeper): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}

function push(heap: Sleeper[], sleeper: Sleeper) {
  let place = heap.length;
  while (place > 0) {
    const above = (place - 1) >> 1;
    if (!isBefore(sleeper, heap[above]!)) break;
    heap[place] = heap[above]!;
    place = above;
  }
  heap[place] = sleeper;
}

/** Takes out the first; the heap must not be empty. */
function pop(heap: Sleeper[]): Sleeper {
  const first = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return first;
  let place = 0;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below += 1;
    if (!isBefore(heap[below]!, last)) break;
    heap[place] = heap[below]!;
    place = below;
  }
  heap[place] = last;
  return first;
}
