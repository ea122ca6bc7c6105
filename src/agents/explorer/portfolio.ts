import type { Place } from "./level-play.ts";
import type { Strategy, Transition } from "./strategy.ts";

/** Strategies that take turns at one game. */
export interface Portfolio {
  /** The level begins, or begins again. */
  begin(place: Place): void;
  /** The code of the next action, which may be RESET's, and who proposed it. */
  propose(place: Place): { readonly code: number; readonly by: string };
  observe(transition: Transition): void;
}

/** Actions of a turn. */
const TURN = 60;
/** Who has nothing to propose is asked again after so many actions of others. */
const PAUSE = 20;

/**
 * Takes turns: each strategy in order acts for a turn, or until it has nothing to propose. The last
 * one must always propose something.
 */
export function createPortfolio(strategies: readonly Strategy[]): Portfolio {
  const LAB = (globalThis as any).LAB ?? {};
  const turn = LAB.turn ?? TURN;
  let level = -1;
  let actions = 0;
  let acting = 0;
  let left = turn;
  const pausedUntil = new Map<Strategy, number>();

  const next = () => {
    const strategy = strategies[acting] as Strategy;
    if (LAB.earn && strategy.earned) {
      const e = strategy.earned();
      if (e < LAB.earn) pausedUntil.set(strategy, actions + 9 * (turn - left));
    }
    acting = (acting + 1) % strategies.length;
    left = turn;
  };

  return {
    begin(place) {
      const isNew = level !== place.frame.levelsCompleted;
      if (isNew) {
        level = place.frame.levelsCompleted;
        acting = 0;
        left = turn;
        actions = 0;
        pausedUntil.clear();
      }
      for (const strategy of strategies) strategy.begin(place, isNew);
    },
    propose(place) {
      actions += 1;
      if (left <= 0) next();
      if (left === 0) { /* turn over */ }
      for (let asked = 0; asked < strategies.length; asked++) {
        const strategy = strategies[acting] as Strategy;
        if ((pausedUntil.get(strategy) ?? 0) <= actions) {
          const code = strategy.propose(place);
          if (code !== undefined) {
            left -= 1;
            return { code, by: strategy.name };
          }
          pausedUntil.set(strategy, actions + PAUSE);
        }
        next();
      }
      throw new Error("no strategy proposed an action");
    },
    observe(transition) {
      for (const strategy of strategies) strategy.observe(transition);
    },
  };
}
