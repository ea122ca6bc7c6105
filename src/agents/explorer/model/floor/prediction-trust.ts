import { createHitRate } from "../../tracking/hit-rate.ts";

/** How far what steps change is predicted. */
export interface PredictionTrust {
  /** Another level begins. */
  begin(): void;
  /** A step changed something, or should have; whether all of that was predicted. */
  note(isPredicted: boolean): void;
  /** A thing was seen to go along with the avatar: those are not used up. */
  pushed(): void;
  /** The share of the latest steps whose changes were predicted, 0 … 1; none where things are pushed. */
  share(): number;
}

/** Steps that are remembered whether what they changed was predicted. */
const REMEMBERED = 8;
/** Steps that count as predicted from the beginning. */
const CREDIT = 2;
/** What gives way so often is pushed, not changed by steps. */
const MAX_PUSHES = 1;

/** Starts with the credit alone. What is pushed is so on all levels. */
export function createPredictionTrust(): PredictionTrust {
  let predicted = createHitRate(REMEMBERED, CREDIT);
  let pushes = 0;

  return {
    begin() {
      predicted = createHitRate(REMEMBERED, CREDIT);
    },
    note: (isPredicted) => predicted.note(isPredicted),
    pushed() {
      pushes += 1;
    },
    share: () => (pushes >= MAX_PUSHES ? 0 : predicted.share()),
  };
}
