import type { Random } from "../../../../base/random.ts";
import { CLICK, RESET } from "../../../../game/action.ts";
import type { Attempt } from "../attempt.ts";
import type { Strategy } from "../strategy.ts";
import type { CurrentLevel } from "./current-level.ts";
import { createSearch } from "./search.ts";

/** Tests one untested action after another, the most promising within reach first. Always proposes something. */
export function createGraphSearch(
  random: Random,
  current: CurrentLevel,
  attemptNow: () => Attempt,
): Strategy {
  const search = createSearch(random);
  return {
    name: "search",
    begin: () => search.forgetRoute(),
    propose(place) {
      const level = current.play;
      const attempt = attemptNow();
      const takesClicks = place.frame.availableActions.includes(CLICK);
      // At the latest the third widening takes every action for untested again.
      for (let widened = 0; widened <= 3; widened++) {
        const code = search.next(level, level.locate(place.frame));
        if (code !== undefined) return code;
        if (attempt.spent && search.mayRestart(level, attempt.start)) return RESET.id;
        level.widen(takesClicks);
      }
      return RESET.id;
    },
    observe() {},
    wantsTurn: false,
    progress: 0,
  };
}
