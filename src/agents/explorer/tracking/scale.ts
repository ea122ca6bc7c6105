import { type Displacement, headingOf, lengthOf } from "../perception/displacement.ts";

/** How much longer steps are in a level than they were before it. */
export interface Scale {
  /** A level that is new begins: how it is drawn is not known. */
  begin(): void;
  /** Whether no step was seen in the level yet. */
  readonly isOpen: boolean;
  /** A key moved the avatar so in this level, and usually so up to now. */
  note(key: number, by: Displacement, usual: Displacement | undefined): void;
  /** How a key should move it in this level, that usually moves it so. */
  of(key: number, usual: Displacement | undefined): Displacement | undefined;
}

/** Starts with a level drawn like any. Steps that differ by no common factor tell nothing. */
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
