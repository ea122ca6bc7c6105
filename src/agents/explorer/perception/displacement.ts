/** By how many cells something moves. */
export interface Shift {
  readonly dx: number;
  readonly dy: number;
}

/** No shift at all. */
export const STILL: Shift = { dx: 0, dy: 0 };

export const isStill = ({ dx, dy }: Shift): boolean => dx === 0 && dy === 0;

export const isSameShift = (a: Shift, b: Shift): boolean => a.dx === b.dx && a.dy === b.dy;

/** How far it moves along the farther of both axes. */
export const lengthOf = ({ dx, dy }: Shift): number => Math.max(Math.abs(dx), Math.abs(dy));

/** Equal for shifts in one of the eight directions. */
export const headingOf = ({ dx, dy }: Shift): number => 3 * Math.sign(dx) + Math.sign(dy);
