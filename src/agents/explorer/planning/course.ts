/** What a tile shows before and after each of so many presses. */
export type Course = readonly number[];
