import type { Clock } from "../../src/base/clock.ts";
import type { StateCell } from "../../src/limiter/cells/state-cell.ts";

/** A state that several parties share, kept as text as a database would. */
export interface SharedState<State> {
  /** The cell of one more party, on its clock. With a latency it answers late, and decides half-way. */
  join(latencyMs: number, own: Clock): StateCell<State>;
  /** Updates so far, of all parties. */
  readonly updates: number;
  /** The longest text the state ever was, in characters. */
  readonly longest: number;
}

export function createSharedState<State>(clock: Clock, initial: State): SharedState<State> {
  let text = JSON.stringify(initial);
  let updates = 0;
  let longest = 0;
  const listeners = new Map<object, () => void>();

  return {
    get updates() {
      return updates;
    },
    get longest() {
      return longest;
    },
    join(latencyMs, own) {
      const party = {};
      return {
        update(change) {
          const apply = () => {
            const next = change(JSON.parse(text), clock.now());
            text = JSON.stringify(next.state);
            updates += 1;
            longest = Math.max(longest, text.length);
            for (const [other, listener] of listeners) if (other !== party) listener();
            return next.result;
          };
          if (latencyMs === 0) return apply();
          return own.sleep(latencyMs / 2).then(async () => {
            const result = apply();
            await own.sleep(latencyMs / 2);
            return result;
          });
        },
        onForeignChange(listener) {
          listeners.set(party, listener);
          return () => listeners.delete(party);
        },
        close() {
          listeners.delete(party);
        },
      };
    },
  };
}
