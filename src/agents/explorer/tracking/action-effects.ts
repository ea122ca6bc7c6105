import { isSameShift, lengthOf, type Shift } from "../perception/displacement.ts";
import { directionOf } from "./detect-displacement.ts";
import { createShiftVotes } from "./displacement-votes.ts";
import { createScale } from "./scale.ts";

/** How the keys move the mover: as seen before, at the scale of the level, or by convention. */
export interface KeyHabits {
  /** A level that is new begins: how it is drawn is not known. */
  begin(): void;
  /** Whether no step was seen in the level yet. */
  readonly isOpen: boolean;
  /** A key moved the mover so. */
  note(key: number, by: Shift): void;
  /** All that was seen of a key, the most frequent first. */
  seen(key: number): readonly Shift[];
  /** The most frequent, as long as it was when it was seen; undefined for a key that never moved it. */
  usual(key: number): Shift | undefined;
  /** The most frequent, as long as it should be in this level. */
  scaled(key: number): Shift | undefined;
  /** The direction by convention and the length of the most frequent step of all keys. */
  byConvention(key: number): Shift | undefined;
  /** How a key should move it in this level: as it usually does, else by convention. */
  of(key: number): Shift | undefined;
  /** Whether it was to be expected that a key moves it so. */
  foresees(key: number, by: Shift): boolean;
}

/** Starts with nothing seen. */
export function createKeyHabits(): KeyHabits {
  const votes = createShiftVotes();
  const scale = createScale();

  const byConvention = (key: number): Shift | undefined => {
    const direction = directionOf(key);
    const typical = votes.mostFrequent();
    if (!direction || !typical) return undefined;
    const length = lengthOf(typical);
    return { dx: direction.dx * length, dy: direction.dy * length };
  };

  return {
    begin: scale.begin,
    get isOpen() {
      return scale.isOpen;
    },
    note(key, by) {
      scale.note(key, by, votes.usual(key));
      votes.cast(key, by);
    },
    seen: votes.of,
    usual: votes.usual,
    scaled: (key) => scale.of(key, votes.usual(key)),
    byConvention,
    of: (key) => scale.of(key, votes.usual(key) ?? byConvention(key)),
    foresees(key, by) {
      const seen = votes.of(key);
      if (seen.length > 0) return seen.some((one) => isSameShift(one, by));
      const convention = byConvention(key);
      return convention !== undefined && isSameShift(convention, by);
    },
  };
}
