import { createHitRate } from "../../tracking/hit-rate.ts";

/** How far what steps change is foreseen. */
export interface ForesightTrust {
  /** Another level begins. */
  begin(): void;
  /** A step changed something, or should have; whether all of that was foreseen. */
  note(isForeseen: boolean): void;
  /** A thing was seen to go along with the mover: those are not used up. */
  pushed(): void;
  /** The share of the latest steps whose changes were foreseen, 0 … 1; none where things are pushed. */
  share(): number;
}

/** Steps that are remembered whether what they changed was foreseen. */
const REMEMBERED = 8;
/** Steps that count as foreseen from the beginning. */
const CREDIT = 2;
/** What gives way so often is pushed, not changed by steps. */
const MAX_PUSHES = 1;

/** Starts with the credit alone. What is pushed is so on all levels. */
export function createForesightTrust(): ForesightTrust {
  let foreseen = createHitRate(REMEMBERED, CREDIT);
  let pushes = 0;

  return {
    begin() {
      foreseen = createHitRate(REMEMBERED, CREDIT);
    },
    note: (isForeseen) => foreseen.note(isForeseen),
    pushed() {
      pushes += 1;
    },
    share: () => (pushes >= MAX_PUSHES ? 0 : foreseen.share()),
  };
}
