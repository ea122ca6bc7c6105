import type { Clock } from "../base/clock.ts";
import type { Emit, EventSink } from "./events.ts";

/** Passes every event on to all sinks, stamped with its time. */
export interface EventHub {
  readonly emit: Emit;
  /** Closes every sink, also when one of them fails; rejects with the first failure. */
  close(): Promise<void>;
}

/**
 * A sink that fails is told nothing more. The first failure goes to whoever emitted the event and
 * ends the run; those that follow while it ends, as a rule of the same full disk, are not told again.
 */
export function createEventHub(clock: Clock, sinks: readonly EventSink[]): EventHub {
  const startedMs = clock.now();
  const failed = new Set<EventSink>();
  return {
    async emit(event) {
      let failure: { readonly error: unknown } | undefined;
      const timed = { ...event, t: Math.round(clock.now() - startedMs) };
      for (const sink of sinks) {
        if (failed.has(sink)) continue;
        try {
          const written = sink.write(timed);
          // Not awaited when there is nothing to wait for: this runs for every step.
          if (written) await written;
        } catch (error) {
          failed.add(sink);
          if (failed.size === 1) failure = { error };
        }
      }
      if (failure) throw failure.error;
    },
    async close() {
      const results = await Promise.allSettled(sinks.map(async (sink) => sink.close()));
      const rejected = results.find((result) => result.status === "rejected");
      if (rejected && failed.size === 0) throw rejected.reason;
    },
  };
}
