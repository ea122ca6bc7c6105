import type { Clock } from "../base/clock.ts";
import { codeOf, messageOf } from "../base/errors.ts";
import type { Emit, EventSink, TrainingEvent } from "./events.ts";

/** Passes every event on to all sinks, stamped with its time; `run.ended` is the last one. */
export interface EventHub {
  readonly emit: Emit;
  /** Closes every sink, also when one of them fails. */
  close(): Promise<HubEnding>;
}

export interface HubEnding {
  /** Whether every sink took everything, or caught up. */
  readonly isWhole: boolean;
  /** Failures that came too late to be told as events. */
  readonly untold: readonly unknown[];
}

/**
 * A sink that fails is told nothing more, unless it tries again. What that means for the run is told
 * as an `error` event, once; where the sink does not say, its failure goes to whoever emitted, and of
 * several the first one alone: those that follow come of the same full disk.
 */
export function createEventHub(clock: Clock, sinks: readonly EventSink[]): EventHub {
  const startedMs = clock.now();
  /** Those whose last write failed. */
  const behind = new Set<EventSink>();
  /** Those whose failure was told. */
  const told = new Set<EventSink>();
  const untold: unknown[] = [];
  let isOver = false;
  let hasThrown = false;

  async function emit(event: TrainingEvent): Promise<void> {
    if (isOver) return;
    if (event.type === "run.ended") isOver = true;
    const timed = { ...event, t: Math.round(clock.now() - startedMs) };
    const failures: { readonly sink: EventSink; readonly error: unknown }[] = [];
    for (const sink of sinks) {
      if (behind.has(sink) && !sink.ifItFails?.triesAgain) continue;
      try {
        const written = sink.write(timed);
        // Not awaited when there is nothing to wait for: this runs for every step.
        if (written) await written;
        behind.delete(sink);
      } catch (error) {
        behind.add(sink);
        if (!told.has(sink)) failures.push({ sink, error });
        told.add(sink);
      }
    }
    for (const { sink, error } of failures) await onFailure(sink, error);
  }

  async function onFailure(sink: EventSink, error: unknown): Promise<void> {
    if (sink.ifItFails) {
      const { next } = sink.ifItFails;
      if (isOver) untold.push(error);
      else await emit(errorEvent(error, next));
    } else if (!hasThrown) {
      hasThrown = true;
      throw error;
    }
  }

  return {
    emit,
    async close() {
      const results = await Promise.allSettled(sinks.map(async (sink) => sink.close()));
      for (const [index, result] of results.entries()) {
        const sink = sinks[index] as EventSink;
        if (result.status === "fulfilled") continue;
        behind.add(sink);
        if (!told.has(sink)) untold.push(result.reason);
      }
      return { isWhole: behind.size === 0, untold };
    },
  };
}

const errorEvent = (error: unknown, next: string) =>
  ({ type: "error", gameId: null, code: codeOf(error), message: messageOf(error), next }) as const;
