import type { Avatar } from "../../tracking/avatar.ts";
import type { BackgroundChange } from "../../tracking/background.ts";

/** What an action did. */
export interface ActionResult {
  /** Nothing of note to the avatar, it moved or was stopped, or another thing obeys the keys now. */
  readonly followed: "ignored" | "followed" | "changed";
  /** The avatar before it. */
  readonly before: Avatar | undefined;
  /** What it changed in the background, and whether this looks otherwise now. */
  readonly change: BackgroundChange;
  readonly isOtherBackground: boolean;
  /** Whether the avatar died of it, and something that moves by itself is to blame. */
  readonly isCaught: boolean;
}

/** Of no action at all. */
export const NOTHING_DONE: ActionResult = {
  followed: "ignored",
  before: undefined,
  change: { below: 0, beside: 0 },
  isOtherBackground: false,
  isCaught: false,
};
