import { type Displacement, headingOf, lengthOf } from "../perception/displacement.ts";

/** The scale of a level: the length of steps compared to levels before. */
export interface Scale {
  /** A new level begins: its scale is unknown. */
  begin(): void;
  /** Whether no step was seen in the level yet. */
  readonly isOpen: boolean;
  /** A key moved the avatar `by`, and by `usual` before this level. */
  note(key: number, by: Displacement, usual: Displacement | undefined): void;
  /** The expected displacement by a key in this level, given its usual one. */
  of(key: number, usual: Displacement | undefined): Displacement | undefined;
}

/** Starts at the usual scale. Steps without a common factor tell nothing. */
export function createScale(): Scale {
  let factor: number | undefined = 1;
  let isOpen = false;
  const seen = new Map<number, Displacement>();

  return {
    begin() {
      factor = undefined;
      isOpen = true;
      seen.clear();
    },
    get isOpen() {
      return isOpen;
    },
    note(key, by, usual) {
      isOpen = false;
      if (!usual || headingOf(by) !== headingOf(usual)) return;
      if (!seen.has(key)) {
        const now = lengthOf(by) / lengthOf(usual);
        factor = factor === undefined || factor === now ? now : 1;
      } else if (lengthOf(seen.get(key) as Displacement) !== lengthOf(by)) factor = 1;
      seen.set(key, by);
    },
    of(key, usual) {
      if (!usual || factor === undefined || factor === 1) return usual;
      const dx = Math.round(usual.dx * factor);
      const dy = Math.round(usual.dy * factor);
      return seen.get(key) ?? { dx, dy };
    },
  };
}
