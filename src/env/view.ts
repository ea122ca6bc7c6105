import { type Frame, type GameState, isOver } from "../game/frame.ts";

/** The latest frame of a game, corrected by all that is known beside it. */
export interface View {
  /** Null before the first. */
  readonly frame: Frame | null;
  /** Whether the game looks like this; else the next frame tells. */
  readonly isCertain: boolean;
  /** A reply. */
  show(after: Frame): void;
  /** A play was started: it was not over yet. */
  beginPlay(): void;
  /** A command was carried out, and nobody saw what came of it. `levelsCompleted`: where it changed that. */
  hide(isReset: boolean, levelsCompleted?: number): void;
  /** What the scorecard says of the open play while the frame is not certain. */
  correct(levelsCompleted: number, state: string): void;
  /**
   * The server says that the game is not begun. A game whose own code fails on an action is answered
   * the same: only when another action is refused too is it over.
   */
  doubt(): void;
}

export function createView(): View {
  let frame: Frame | null = null;
  let isCertain = true;
  let offered: Frame["availableActions"] = [];
  /** Whether the open play was over before: the scorecard may go on saying so after a RESET. */
  let wasOver = false;
  /** Whether the last action was refused though the game was on. */
  let isDoubted = false;

  const set = (after: Frame) => {
    frame = after;
    // A game that is over may offer nothing.
    if (after.availableActions.length > 0) offered = after.availableActions;
    wasOver ||= after.state === "GAME_OVER";
  };

  return {
    get frame() {
      return frame;
    },
    get isCertain() {
      return isCertain;
    },
    show(after) {
      set(after);
      isCertain = true;
      isDoubted = false;
    },
    beginPlay() {
      wasOver = false;
    },
    hide(isReset, levelsCompleted) {
      isCertain = false;
      if (frame === null || !isReset) return;
      const levels = levelsCompleted === undefined ? {} : { levelsCompleted };
      frame = { ...frame, state: "NOT_FINISHED", availableActions: offered, ...levels };
    },
    correct(levelsCompleted, state) {
      if (frame === null) return;
      const isOverNow = state === "WIN" || (state === "GAME_OVER" && !wasOver);
      set({ ...frame, levelsCompleted, state: isOverNow ? (state as GameState) : frame.state });
    },
    doubt() {
      if (frame === null || isOver(frame)) return;
      if (isDoubted || !isCertain) set({ ...frame, state: "GAME_OVER" });
      isDoubted = !isDoubted;
    },
  };
}
