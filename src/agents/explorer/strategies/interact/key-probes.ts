import { CLICK, UNDO } from "../../../../game/action.ts";

/** Key probes: presses that find the avatar. */
export interface KeyProbes {
  /** A new level begins. */
  begin(): void;
  /** The key to press next; undefined where all were pressed often enough. */
  next(available: readonly number[]): number | undefined;
}

/** Presses of each key on a level. */
const MAX_PRESSES = 2;

/** Starts with none pressed. */
export function createKeyProbes(): KeyProbes {
  let presses = new Map<number, number>();

  return {
    begin() {
      presses = new Map();
    },
    next(available) {
      const key = available.find(
        (id) => id > 0 && id !== CLICK && id !== UNDO && (presses.get(id) ?? 0) < MAX_PRESSES,
      );
      if (key !== undefined) presses.set(key, (presses.get(key) ?? 0) + 1);
      return key;
    },
  };
}
