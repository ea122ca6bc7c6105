import { printable } from "../base/errors.ts";

/** Line breaks and our own colours. */
const OWN = new RegExp(`(\n|${String.fromCharCode(27)}\\[[\\d;]*m)`);

/**
 * A text as it may be written where people read: whatever it came from, it moves no cursor, sets no title
 * and hides nothing. All that is shown passes here. Within a line, what comes from outside is made
 * `printable` before, so that it can neither break the line nor colour it.
 */
export const onScreen = (text: string): string =>
  text
    .split(OWN)
    .map((part, at) => (at % 2 === 0 ? printable(part) : part))
    .join("");
