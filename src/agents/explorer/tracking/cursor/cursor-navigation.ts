import type { Effector } from "./effector.ts";

/** A way may take so many times as many actions as it seemed, and some more, before it is given up. */
const DETOUR = 2;
const LEAST_PATIENCE = 6;

/** Leads an effector to one pressable after the other. */
export interface CursorNavigation {
  /** The pressable on the way to be pressed. */
  option(): number | undefined;
  /** The next action on the way to press a pressable; undefined where the way is much longer than it seemed. */
  goTo(pressable: number): number | undefined;
  /** Nothing is on the way to be pressed any more. */
  drop(): void;
  /** Whether a pressable was given up. */
  isLost(pressable: number): boolean;
}

/** Starts with no option. */
export function createCursorNavigation(effector: Effector): CursorNavigation {
  const lost = new Set<number>();
  let option: number | undefined;
  let patience = 0;
  return {
    option: () => option,
    goTo(pressable) {
      if (pressable !== option)
        patience = DETOUR * (effector.distance(pressable) ?? 0) + LEAST_PATIENCE;
      option = pressable;
      patience -= 1;
      const code = patience < 0 ? undefined : effector.towards(pressable);
      if (code !== undefined) return code;
      lost.add(pressable);
      option = undefined;
      return undefined;
    },
    drop() {
      option = undefined;
    },
    isLost: (pressable) => lost.has(pressable),
  };
}
