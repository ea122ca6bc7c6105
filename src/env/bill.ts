import type { GameResult } from "../game/scorecard.ts";

/** What the server makes of a command. */
export type Meaning = "act" | "restart-level" | "start-play" | "refuse";

/** The bill of one game, kept as the official server keeps it. */
export interface Bill {
  /** Actions over all plays, RESETs that the score counts included. */
  readonly actions: number;
  /** Level restarts. */
  readonly resets: number;
  readonly plays: number;
  /** Whether an action was spent on the level since it began or was restarted. */
  readonly isLevelTouched: boolean;
  /**
   * A RESET that starts a play is free, everything else costs one. `showsReset`: the answer is the
   * frame of a RESET; a refused RESET shows the last frame again, and counts as a reset where that one
   * was a RESET's.
   */
  add(meaning: Meaning, showsReset: boolean): void;
  beginLevel(): void;
  /** Takes over the counts of the scorecard. */
  correct(told: GameResult): void;
  /** Whether the scorecard has the same counts. A play begun is free: it shows as one more play only. */
  agrees(told: GameResult): boolean;
}

export function createBill(): Bill {
  let actions = 0;
  let resets = 0;
  let plays = 0;
  let isLevelTouched = false;

  return {
    get actions() {
      return actions;
    },
    get resets() {
      return resets;
    },
    get plays() {
      return plays;
    },
    get isLevelTouched() {
      return isLevelTouched;
    },
    add(meaning, showsReset) {
      if (meaning === "start-play") plays += 1;
      else actions += 1;
      if (meaning === "restart-level" || (meaning === "refuse" && showsReset)) resets += 1;
      isLevelTouched = meaning === "act";
    },
    beginLevel() {
      isLevelTouched = false;
    },
    correct(told) {
      actions = told.actions;
      resets = told.resets;
      plays = told.plays.length;
    },
    agrees: (told) => told.actions === actions && told.plays.length === plays,
  };
}
