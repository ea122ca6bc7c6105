/** The values that a tile shows in turn: before any press, after one, after two … */
export type Course = readonly number[];
