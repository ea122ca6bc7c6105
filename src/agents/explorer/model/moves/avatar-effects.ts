import { CLICK, RESET } from "../../../../game/action.ts";
import { isClickCode } from "../../../../game/action-code.ts";
import type { View } from "../../perception/view.ts";
import type { AvatarTracker } from "../../tracking/avatar-tracker.ts";
import { createButtons } from "../../tracking/buttons.ts";
import type { KeyDisplacement } from "./move-graph.ts";

/** The effects of actions on the avatar: its displacement by keys, and by clicks on buttons. */
export interface AvatarEffects {
  /** The expected displacement by an action; undefined for one without. */
  of(code: number): KeyDisplacement | undefined;
  /** Those of these keys, and of clicks on buttons where clicks are among them. */
  list(available: readonly number[]): KeyDisplacement[];
  /** Whether an action is a click elsewhere than on a button. */
  isIdle(code: number): boolean;
  /** Whether a key ever moved the avatar. */
  knows(key: number): boolean;
  /** The share of the latest keys whose effect was predicted, 0 … 1. */
  trust(): number;
  /** Learns from a click. */
  clicked(before: View, code: number, after: View): void;
}

/** Starts with no buttons known. `tracker`: learns the keys. */
export function createAvatarEffects(tracker: AvatarTracker): AvatarEffects {
  const buttons = createButtons();

  const isIdle = (code: number) => isClickCode(code) && !buttons.list().includes(code);
  const of = (code: number): KeyDisplacement | undefined => {
    if (code === RESET.id || code === CLICK || isIdle(code)) return undefined;
    const displacement = tracker.displacementOf(code);
    return displacement && { key: code, dx: displacement.dx, dy: displacement.dy };
  };

  return {
    of,
    list: (available) =>
      [...available, ...(available.includes(CLICK) ? buttons.list() : [])]
        .map(of)
        .filter((effect) => effect !== undefined),
    isIdle,
    knows: tracker.knows,
    trust: tracker.trust,
    clicked: buttons.watch,
  };
}
