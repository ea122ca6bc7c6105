/** What a model wants to remember of a game, over all levels and sessions. */
export interface Notes {
  /** Adds a line; one that begins with the number of another, `3: …`, takes its place, or deletes it if nothing follows. */
  add(line: string): void;
  /** All lines, the oldest first. */
  readonly lines: readonly string[];
  text(): string;
}

/** Characters of all notes; past that the oldest go. */
const MAX_LENGTH = 6_000;
const MAX_LINE = 2_000;

/** Starts with the lines of an earlier session; `tell` is told of every new one. */
export function createNotes(
  earlier: readonly string[] = [],
  tell: (line: string) => void = () => undefined,
): Notes {
  let lines = [...earlier];
  return {
    add(line) {
      const text = line.trim().slice(0, MAX_LINE);
      const [, number = "", other = ""] = /^(\d+):\s*([\s\S]*)$/.exec(text) ?? [];
      const at = Number(number) - 1;
      if (number !== "" && at in lines) lines.splice(at, 1, ...(other === "" ? [] : [other]));
      else if (text !== "" && !lines.includes(text)) lines.push(text);
      else return;
      tell(text);
      while (lines.join("\n").length > MAX_LENGTH) lines = lines.slice(1);
    },
    get lines() {
      return lines;
    },
    text: () => lines.map((line, at) => `${at + 1}: ${line}`).join("\n"),
  };
}
