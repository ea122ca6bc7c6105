import type { Frame } from "../../../../game/frame.ts";
import type { GameMemory } from "../../../../memory/map/game-memory.ts";
import { createLevelPlay, type LevelPlay } from "./level-play.ts";
import { takeUpLevel } from "./take-up-level.ts";

/** The level in play. */
export interface CurrentLevel {
  /** The level of a frame, which becomes the one in play. */
  of(frame: Frame): LevelPlay;
  /** Whether a frame shows the level in play. */
  isIn(frame: Frame): boolean;
  /** It begins, or begins again, with a frame. Returns whether it is another one than began last. */
  begin(frame: Frame): boolean;
  /** The one in play; there must be one. */
  readonly play: LevelPlay;
}

/** Starts with no level in play. */
export function createCurrentLevel(memory: GameMemory): CurrentLevel {
  let number = -1;
  let play: LevelPlay | undefined;
  let begun = -1;

  return {
    of(frame) {
      if (play && number === frame.levelsCompleted) return play;
      number = frame.levelsCompleted;
      play = createLevelPlay(takeUpLevel(memory, frame), memory.prior);
      return play;
    },
    isIn: (frame) => number === frame.levelsCompleted,
    begin({ levelsCompleted }) {
      const isNew = begun !== levelsCompleted;
      begun = levelsCompleted;
      return isNew;
    },
    get play() {
      return play as LevelPlay;
    },
  };
}
