import { hashNumbers } from "../../../../game/hash.ts";
import { type Spot, spotCode } from "../../perception/sprite.ts";

/** Steps of one level, each from a spot by a key, that are deadly or lead nowhere. */
export interface BlockedSteps {
  /** The avatar died of a step. `isNpcNear`: an NPC may be to blame. Returns whether the place is. */
  died(spot: Spot, key: number, isNpcNear: boolean): boolean;
  /** The avatar took a step and lives. */
  passed(spot: Spot, key: number): void;
  /** A key did nothing that was never seen to move the avatar: this tells nothing about passability. */
  stuck(spot: Spot, key: number): void;
  /** `known`: whether the key was seen to move the avatar by now. */
  has(spot: Spot, key: number, known: boolean): boolean;
}

/** After so many deaths of one step the place is to blame, not an NPC. */
const MAX_CHANCES = 3;

/** Starts with none. */
export function createBlockedSteps(): BlockedSteps {
  const deadly = new Set<number>();
  const chances = new Map<number, number>();
  const stuck = new Set<number>();
  const stepOf = (spot: Spot, key: number) => hashNumbers(spotCode(spot), key);

  return {
    died(spot, key, isNpcNear) {
      const step = stepOf(spot, key);
      const deaths = (chances.get(step) ?? 0) + 1;
      chances.set(step, deaths);
      const isPlace = !isNpcNear || deaths >= MAX_CHANCES;
      if (isPlace) deadly.add(step);
      return isPlace;
    },
    passed(spot, key) {
      deadly.delete(stepOf(spot, key));
      chances.delete(stepOf(spot, key));
    },
    stuck: (spot, key) => void stuck.add(stepOf(spot, key)),
    has(spot, key, known) {
      const step = stepOf(spot, key);
      return deadly.has(step) || (!known && stuck.has(step));
    },
  };
}
