import type { Place } from "../perception/place.ts";
import type { Transition } from "../perception/transition.ts";
import type { Strategy } from "./strategy.ts";

/** Strategies that take turns at one game. */
export interface Portfolio {
  /** The level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(place: Place, isNew: boolean): void;
  /** The code of the next action, which may be RESET's, and the name of the strategy that proposed it. */
  propose(place: Place): { readonly code: number; readonly by: string };
  observe(transition: Transition): void;
}

/** Actions of a turn. */
const TURN = 60;
/** A strategy that has nothing to propose is asked again after so many actions of others. */
const PAUSE = 20;
/** Each action of a turn without progress is made up for by so many actions of others. */
const PENANCE = 9;

/** The standing of one strategy. */
interface Seat {
  readonly strategy: Strategy;
  /** It is passed over until so many actions were taken. */
  pausedUntil: number;
  /** Whether it wanted a turn when last looked at. */
  wanted: boolean;
  /** Its progress when its last turn ended; what it finds in a turn that is interrupted counts for the next. */
  progress: number;
}

/**
 * Round robin with priorities. Each strategy in order acts for a turn, or until it has nothing to propose.
 * A turn without progress leaves the strategy a tenth of the actions at most until it makes some. A strategy
 * that begins to want a turn is no longer passed over, and pre-empts those after it in the order, never
 * those before. A level begins with the first one. The last one is never passed over, and must always
 * have something to propose.
 */
export function createPortfolio(strategies: readonly Strategy[]): Portfolio {
  const seats = strategies.map(
    (strategy): Seat => ({ strategy, pausedUntil: 0, wanted: false, progress: 0 }),
  );
  const last = seats.length - 1;
  let actions = 0;
  let acting = 0;
  let left = TURN;

  const startTurn = (at: number) => {
    acting = at;
    left = TURN;
  };

  /** Ends the turn, to be asked again after `pause` actions of others at the earliest. */
  const pass = (pause = 0) => {
    const seat = seats[acting] as Seat;
    const spent = TURN - left;
    const { progress } = seat.strategy;
    const isIdle = progress - seat.progress < 1;
    if (spent > 0) seat.progress = progress;
    const penance = isIdle ? PENANCE * spent : 0;
    seat.pausedUntil = Math.max(actions + Math.max(pause, penance), seat.pausedUntil);
    startTurn((acting + 1) % seats.length);
  };

  /** Looks which strategies began to want a turn. An interrupted turn is not judged. */
  const heed = () => {
    for (const [at, seat] of seats.entries()) {
      const wants = seat.strategy.wantsTurn;
      if (wants && !seat.wanted) {
        seat.pausedUntil = 0;
        if (at < acting) startTurn(at);
      }
      seat.wanted = wants;
    }
  };

  return {
    begin(place, isNew) {
      for (const { strategy } of seats) strategy.begin(place, isNew);
      if (!isNew) return;
      for (const seat of seats) {
        seat.pausedUntil = 0;
        seat.wanted = false;
      }
      startTurn(0);
    },
    propose(place) {
      actions += 1;
      heed();
      if (left === 0) pass();
      for (;;) {
        const { strategy, pausedUntil } = seats[acting] as Seat;
        const mayAct = acting === last || pausedUntil <= actions;
        const code = mayAct ? strategy.propose(place) : undefined;
        if (code !== undefined) {
          left -= 1;
          return { code, by: strategy.name };
        }
        pass(mayAct ? PAUSE : 0);
      }
    },
    observe(transition) {
      for (const { strategy } of seats) strategy.observe(transition);
    },
  };
}
