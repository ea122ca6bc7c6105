import { MAX_SIDE } from "./frame.ts";

/** The colour given to cells that a mask hides. */
export const HIDDEN = 16;

/** Cells that are no part of a level's state, such as a bar that counts steps. */
export interface Mask {
  /** 1 where hidden; index `y * 64 + x`, whatever the grid's size. */
  readonly hidden: Uint8Array;
  /** Codes of the clicks worth trying among the hidden cells. */
  readonly clicks: readonly number[];
}

/** A mask that hides nothing. */
export const emptyMask = (): Mask => ({ hidden: new Uint8Array(MAX_SIDE * MAX_SIDE), clicks: [] });

/** Whether a mask hides anything at all. */
export const hidesAnything = (mask: Mask): boolean => mask.hidden.includes(1);
