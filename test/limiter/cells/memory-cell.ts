import type { Clock } from "../../../src/base/clock.ts";
import type { StateCell } from "../../../src/limiter/cells/state-cell.ts";

/** The simplest cell: a value in this process that nobody else can change. */
export function createMemoryCell<State>(initial: State, clock: Clock): StateCell<State> {
  let current = initial;
  return {
    update(change) {
      const { state, result } = change(current, clock.now());
      current = state;
      return result;
    },
    onForeignChange: () => () => {},
    close() {},
  };
}
