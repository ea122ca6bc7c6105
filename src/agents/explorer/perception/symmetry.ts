import type { Pattern } from "./pattern.ts";

const mirror = (pattern: Pattern): Pattern => pattern.map((row) => [...row].reverse());
const upend = (pattern: Pattern): Pattern => [...pattern].reverse();
const transpose = (pattern: Pattern): Pattern =>
  (pattern[0] ?? []).map((_, column) => pattern.map((row) => row[column] as number));

/** The ways to turn and mirror a pattern, the more usual first. */
export const SYMMETRIES: readonly (readonly [name: string, turn: (pattern: Pattern) => Pattern])[] =
  [
    ["same", (pattern) => pattern],
    ["mirrored", mirror],
    ["upended", upend],
    ["turned", (pattern) => mirror(upend(pattern))],
    ["transposed", transpose],
    ["turned right", (pattern) => mirror(transpose(pattern))],
    ["turned left", (pattern) => upend(transpose(pattern))],
    ["transposed and turned", (pattern) => mirror(upend(transpose(pattern)))],
  ];
