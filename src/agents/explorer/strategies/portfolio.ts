import type { Place } from "../perception/place.ts";
import type { Transition } from "../perception/transition.ts";
import type { Strategy } from "./strategy.ts";

/** Strategies that take turns at one game. */
export interface Portfolio {
  /** The level begins, or begins again. */
  begin(place: Place): void;
  /** The code of the next action, which may be RESET's, and the name of who proposed it. */
  propose(place: Place): { readonly code: number; readonly by: string };
  observe(transition: Transition): void;
}

/** Actions of a turn. */
const TURN = 60;
/** Who has nothing to propose is asked again after so many actions of others. */
const PAUSE = 20;
/** A turn that earned nothing is made up for by so many actions of others for each of its own. */
const PENANCE = 9;

/**
 * Each strategy in order acts for a turn, or until it has nothing to propose; who earned nothing in
 * its turn gets a tenth of the actions at most until it earns again. A level begins with the first one. Who
 * calls interrupts only those after it.
 * The last one is never passed over, and must always have something to propose.
 */
export function createPortfolio(strategies: readonly Strategy[]): Portfolio {
  const last = strategies[strategies.length - 1] as Strategy;
  const pausedUntil = new Map<Strategy, number>();
  let level = -1;
  let actions = 0;
  let acting = 0;
  let left = TURN;

  /** Ends the turn of who acts, to be asked again after `pause` actions of others at the earliest. */
  const pass = (pause = 0) => {
    const strategy = strategies[acting] as Strategy;
    const penance = left < TURN && !strategy.paid() ? PENANCE * (TURN - left) : 0;
    const until = actions + Math.max(pause, penance);
    pausedUntil.set(strategy, Math.max(until, pausedUntil.get(strategy) ?? 0));
    acting = (acting + 1) % strategies.length;
    left = TURN;
  };

  return {
    begin(place) {
      const { levelsCompleted } = place.frame;
      const isNew = level !== levelsCompleted;
      if (isNew) {
        level = levelsCompleted;
        acting = 0;
        left = TURN;
        pausedUntil.clear();
      }
      for (const strategy of strategies) strategy.begin(place, isNew);
    },
    propose(place) {
      actions += 1;
      const caller = strategies.findIndex((strategy) => strategy.calls?.());
      if (caller >= 0 && caller < acting) {
        // Who is interrupted is not judged by a part of its turn.
        acting = caller;
        left = TURN;
        pausedUntil.delete(strategies[caller] as Strategy);
      }
      if (left === 0) pass();
      for (;;) {
        const strategy = strategies[acting] as Strategy;
        const mayAct = strategy === last || (pausedUntil.get(strategy) ?? 0) <= actions;
        const code = mayAct ? strategy.propose(place) : undefined;
        if (code !== undefined) {
          left -= 1;
          return { code, by: strategy.name };
        }
        pass(mayAct ? PAUSE : 0);
      }
    },
    observe(transition) {
      for (const strategy of strategies) strategy.observe(transition);
    },
  };
}
