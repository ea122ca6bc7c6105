/** By how many cells something moves. */
export interface Displacement {
  readonly dx: number;
  readonly dy: number;
}

/** No displacement at all. */
export const STILL: Displacement = { dx: 0, dy: 0 };

export const isStill = ({ dx, dy }: Displacement): boolean => dx === 0 && dy === 0;

export const isSameDisplacement = (a: Displacement, b: Displacement): boolean =>
  a.dx === b.dx && a.dy === b.dy;

/** How far it moves along the farther of both axes. */
export const lengthOf = ({ dx, dy }: Displacement): number => Math.max(Math.abs(dx), Math.abs(dy));

/** Equal for displacements in one of the eight directions. */
export const headingOf = ({ dx, dy }: Displacement): number => 3 * Math.sign(dx) + Math.sign(dy);

/** The direction alone, as a step of one cell. */
export const signsOf = ({ dx, dy }: Displacement): Displacement => ({
  dx: Math.sign(dx),
  dy: Math.sign(dy),
});
