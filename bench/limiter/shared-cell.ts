import type { Clock } from "../../dist/base/clock.js";
import type { StateCell } from "../../dist/limiter/cells/state-cell.js";

/** One state that many parties reach over a network, all in memory. */
export interface SharedCell<State> {
  /** The state as one party reaches it; the others are told of its changes. */
  join(): StateCell<State>;
  /** Updates so far, by all. */
  calls(): number;
}

/** `roundTripMs`: from a call to its answer, the change being made half way; 0: it answers at once. */
export function createSharedCell<State>(
  clock: Clock,
  initial: State,
  roundTripMs: number,
): SharedCell<State> {
  const parties = new Set<{ readonly listeners: Set<() => void> }>();
  let state = initial;
  let calls = 0;

  return {
    calls: () => calls,
    join() {
      const me = { listeners: new Set<() => void>() };
      parties.add(me);
      const apply: StateCell<State>["update"] = (change) => {
        const before = state;
        const next = change(state, clock.now());
        state = next.state;
        if (state !== before) tellAllBut(me);
        return next.result;
      };
      return {
        update(change) {
          calls += 1;
          if (roundTripMs === 0) return apply(change);
          return (async () => {
            await clock.sleep(roundTripMs / 2);
            const result = await apply(change);
            await clock.sleep(roundTripMs / 2);
            return result;
          })();
        },
        onForeignChange(listener) {
          me.listeners.add(listener);
          return () => me.listeners.delete(listener);
        },
        close() {
          parties.delete(me);
        },
      };
    },
  };

  function tellAllBut(changer: { readonly listeners: Set<() => void> }) {
    for (const party of parties) {
      if (party !== changer) for (const listener of party.listeners) listener();
    }
  }
}
