/** The values that a tile shows in turn: before any press, after one, after two … */
export type Course = readonly number[];

/** The course of a tile from a value on, until one comes again or the `next` is not known. */
export function courseOf(first: number, next: ReadonlyMap<number, number>): Course {
  const course = new Set([first]);
  for (const value of course) course.add(next.get(value) ?? value);
  return [...course];
}
