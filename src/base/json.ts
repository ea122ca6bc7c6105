import { UNPRINTABLE } from "./errors.ts";

/** A value as JSON on one line, with whatever a terminal would not show as escapes: `\u202e`. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(UNPRINTABLE, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  );

/** Parses JSON that may be anything (an HTML page, a torn file); undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
