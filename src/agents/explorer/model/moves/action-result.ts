import type { Avatar } from "../../tracking/avatar.ts";
import type { Motion } from "../../tracking/avatar-tracker.ts";
import type { BackgroundChange } from "../../tracking/background.ts";

/** The effect of the latest action on the avatar and the background. */
export interface ActionResult {
  /** The motion of the avatar; undefined after a click elsewhere. */
  readonly motion: Motion | undefined;
  /** The avatar before it. */
  readonly before: Avatar | undefined;
  /** The changed cells of the background, and whether its key is another now. */
  readonly change: BackgroundChange;
  readonly isOtherBackground: boolean;
  /** Whether the avatar died of it, and an NPC is to blame. */
  readonly isCaught: boolean;
}

/** The result of no action at all. */
export const NOTHING_DONE: ActionResult = {
  motion: undefined,
  before: undefined,
  change: { below: 0, beside: 0 },
  isOtherBackground: false,
  isCaught: false,
};
