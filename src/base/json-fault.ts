import { messageOf } from "./errors.ts";

/**
 * `line 4, column 3: Expected ',' or '}'`: where a text stops being JSON, and why, in the words of V8;
 * undefined where it is JSON. Lines and columns count from 1.
 */
export function jsonFault(text: string): string | undefined {
  const message = failureOf(text);
  if (message === undefined) return undefined;
  const before = text.slice(0, placeOf(text, message)).split("\n");
  const why = message.replace(/( in JSON)? at position.*$|, ("|\.\.\.).* is not valid JSON$/s, "");
  return `line ${before.length}, column ${(before.at(-1) as string).length + 1}: ${why}`;
}

function failureOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** V8 tells the position of all faults but two: a token that does not belong there, and the end of the text. */
function placeOf(text: string, message: string): number {
  const told = / at position (\d+)/.exec(message)?.[1];
  if (told !== undefined) return Number(told);
  if (!isToken(message)) return text.length;
  // The parser stops at its first fault: every beginning that holds the token fails by it, no shorter one does.
  let [without, within] = [0, text.length];
  while (within - without > 1) {
    const middle = (without + within) >> 1;
    if (isToken(failureOf(text.slice(0, middle)) ?? "")) within = middle;
    else without = middle;
  }
  return within - 1;
}

const isToken = (message: string): boolean => message.startsWith("Unexpected token");
