/** Scripts whose lines are remembered. */
const MAX_SCRIPTS = 200;
/** The longest line that is shown, and the longest error. */
const MAX_LINE = 120;
const MAX_ERROR = 600;

/** Knows the lines of scripts, so that an error can be told with the code that failed. */
export interface Places {
  /** Takes in a script under the name of its file. */
  add(file: string, code: string): void;
  /**
   * Puts an error in one line: `TypeError: … (line 12 in solve: \`…\`; called in line 30)`. `error`: its text, with
   * the engine's stack in the lines that follow. `current`: the file that is running; others were run before.
   */
  describe(error: string, current: string): string;
}

export function createPlaces(): Places {
  const scripts = new Map<string, readonly string[]>();

  return {
    add(file, code) {
      scripts.set(file, code.split("\n"));
      const [oldest] = scripts.keys();
      if (scripts.size > MAX_SCRIPTS && oldest !== undefined) scripts.delete(oldest);
    },
    describe(error, current) {
      const at = error.indexOf("\n    at ");
      const message = (at < 0 ? error : error.slice(0, at)).replaceAll(/\s+/g, " ").trim();
      const frames = [...error.slice(at).matchAll(/^ {4}at (\S+) \(([^():]+):(\d+)/gm)]
        .map(([, name = "", file = "", line]) => ({ name, file, line: Number(line) }))
        .filter(({ file }) => scripts.has(file));
      const [inner] = frames;
      if (!inner) return message.slice(0, MAX_ERROR);
      const own = frames.find(({ file }) => file === current);
      const text = scripts.get(inner.file)?.[inner.line - 1]?.trim().slice(0, MAX_LINE);
      const function_ = /^[<]/.test(inner.name) ? "" : ` in ${inner.name}`;
      const place =
        inner.file === current ? `line ${inner.line}${function_}` : `declared earlier${function_}`;
      const caller = own && own !== inner ? `; called in line ${own.line}` : "";
      return `${message.slice(0, MAX_ERROR)} (${place}: \`${text}\`${caller})`;
    },
  };
}
