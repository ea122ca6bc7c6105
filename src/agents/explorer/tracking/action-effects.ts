import { type Displacement, isSameDisplacement, lengthOf } from "../perception/displacement.ts";
import { directionOf } from "./detect-displacement.ts";
import { createDisplacementVotes } from "./displacement-votes.ts";
import { createScale } from "./scale.ts";

/**
 * Action effects: the displacement of the avatar by each key, as seen before, at the scale of the level,
 * or by convention.
 */
export interface ActionEffects {
  /** A new level begins: its scale is unknown. */
  begin(): void;
  /** Whether no step was seen in the level yet. */
  readonly isOpen: boolean;
  /** A key moved the avatar by a displacement. */
  note(key: number, by: Displacement): void;
  /** All displacements by a key, the most frequent first. */
  seen(key: number): readonly Displacement[];
  /**
   * The most frequent displacement, at the scale it was seen at; undefined for a key that never moved the
   * avatar.
   */
  usual(key: number): Displacement | undefined;
  /** The most frequent displacement, at the scale of this level. */
  scaled(key: number): Displacement | undefined;
  /** The direction by convention and the length of the most frequent step of all keys. */
  byConvention(key: number): Displacement | undefined;
  /** The expected displacement in this level: the usual one, else that by convention. */
  of(key: number): Displacement | undefined;
  /** Whether a displacement by a key was to be expected. */
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
