import type { Clock } from "../../base/clock.ts";
import type { StateCell } from "./state-cell.ts";

/** A value of this process alone, forgotten at its end. */
export function createMemoryCell<State>(clock: Clock, initial: State): StateCell<State> {
  let state = initial;
  return {
    update(change) {
      const next = change(state, clock.now());
      state = next.state;
      return next.result;
    },
    onForeignChange: () => () => {},
    close() {},
  };
}
