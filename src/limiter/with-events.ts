import type { LimiterStore } from "./cells/store.ts";
import type { LimiterEvent, Stage } from "./limiter.ts";

/**
 * The store, telling after each exchange in which the budget was met at another stage or throttle than
 * the time before.
 */
export function withEvents(store: LimiterStore, tell: (event: LimiterEvent) => void): LimiterStore {
  let stage: Stage = "normal";
  let throttle = 1;

  function look() {
    const now = store.usage();
    const before = { stage, throttle };
    stage = now.stage;
    throttle = now.throttle;
    if (stage !== before.stage) tell({ type: "stage", stage, windowUse: now.windowUse });
    if (throttle < before.throttle) tell({ type: "throttle-cut", throttle });
    else if (throttle === 1 && before.throttle < 1) tell({ type: "throttle-recovered" });
  }

  return {
    ...store,
    exchange(asked) {
      const answer = store.exchange(asked);
      if (!(answer instanceof Promise)) {
        look();
        return answer;
      }
      return answer.then((late) => {
        look();
        return late;
      });
    },
  };
}
