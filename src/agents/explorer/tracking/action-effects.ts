import { type Displacement, isSameDisplacement, lengthOf } from "../perception/displacement.ts";
import { directionOf } from "./detect-displacement.ts";
import { createDisplacementVotes } from "./displacement-votes.ts";
import { createScale } from "./scale.ts";

/** How the keys move the avatar: as seen before, at the scale of the level, or by convention. */
export interface ActionEffects {
  /** A level that is new begins: how it is drawn is not known. */
  begin(): void;
  /** Whether no step was seen in the level yet. */
  readonly isOpen: boolean;
  /** A key moved the avatar so. */
  note(key: number, by: Displacement): void;
  /** All that was seen of a key, the most frequent first. */
  seen(key: number): readonly Displacement[];
  /** The most frequent, as long as it was when it was seen; undefined for a key that never moved it. */
  usual(key: number): Displacement | undefined;
  /** The most frequent, as long as it should be in this level. */
  scaled(key: number): Displacement | undefined;
  /** The direction by convention and the length of the most frequent step of all keys. */
  byConvention(key: number): Displacement | undefined;
  /** How a key should move it in this level: as it usually does, else by convention. */
  of(key: number): Displacement | undefined;
  /** Whether it was to be expected that a key moves it so. */
  predicts(key: number, by: Displacement): boolean;
}

/** Starts with nothing seen. */
export function createActionEffects(): ActionEffects {
  const votes = createDisplacementVotes();
  const scale = createScale();

  const byConvention = (key: number): Displacement | undefined => {
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
    predicts(key, by) {
      const seen = votes.of(key);
      if (seen.length > 0) return seen.some((one) => isSameDisplacement(one, by));
      const convention = byConvention(key);
      return convention !== undefined && isSameDisplacement(convention, by);
    },
  };
}
