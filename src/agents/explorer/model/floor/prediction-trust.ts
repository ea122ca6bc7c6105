import { createHitRate } from "../../tracking/hit-rate.ts";

/** The trust in predictions of the floor rule. */
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

/** The latest steps that count. */
const REMEMBERED = 8;
/** Steps that count as predicted from the beginning. */
const CREDIT = 2;
/** Things that are pushed so often are boxes, not tiles that steps change. */
const MAX_PUSHES = 1;

/** Starts with the credit alone. The count of pushes holds for all levels. */
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
