import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { decodeText } from "../base/decode-text.ts";
import { messageOf, UsageError } from "../base/errors.ts";

/** What a `.env` file gave to the environment. */
export interface DotEnv {
  /** Its absolute path. */
  readonly file: string;
  /** The variables that it set: those that the environment had not, and that are not empty. */
  readonly names: ReadonlySet<string>;
  /** Lines that are no `NAME=value` and no comment, counted from 1. */
  readonly skipped: readonly number[];
}

/** Another name of the same variable. */
const SHORT_NAMES: Readonly<Record<string, string>> = { ARC_TRAIN_BASE_URL: "ARC_BASE_URL" };

/**
 * Reads `.env` of the working directory into the environment; what that has already, stays. Undefined
 * where there is none. Throws a UsageError where it cannot be read.
 */
export function loadDotEnv(): DotEnv | undefined {
  const file = resolve(".env");
  let bytes: Buffer;
  try {
    // A virtual environment of Python may bear that name.
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() !== false) return undefined;
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  const { values, skipped } = parseDotEnv(decodeText(bytes, file), file);
  const before = new Set(Object.keys(process.env));
  const names = new Set<string>();
  for (const [name, value] of values) {
    // A line such as `ARC_BASE_URL=` is a line left empty, not an address.
    if (before.has(name) || before.has(SHORT_NAMES[name] ?? name) || value.trim() === "") continue;
    process.env[name] = value;
    names.add(name);
  }
  return { file, names, skipped };
}

const ASSIGNMENT = /^(?:(?:export|set)\s+)?([A-Za-z_][\w.-]*)\s*=\s*(.*)$/;
const QUOTED = /^(["'`])((?:(?!\1)[\s\S])*)\1\s*(?:#.*)?$/;
const OURS = /^\s*(?:(?:export|set)\s+)?ARC_\w+\s*=/;
/** The value's own `#`, as of an address, has no blank before it. */
const COMMENT = /(?:^|\s)#.*$/;

/**
 * Reads `NAME=value` lines: with or without `export` or `set`, quotes (which may span lines), comments,
 * any line ends. The last of several lines with one name counts. A line that is none of these is left
 * out, but throws a UsageError if it speaks of ARC_: what it was to set must not go missing.
 */
export function parseDotEnv(
  text: string,
  file: string,
): { readonly values: ReadonlyMap<string, string>; readonly skipped: readonly number[] } {
  const lines = text.split(/\r\n|\r|\n/);
  const values = new Map<string, string>();
  const skipped: number[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] as string).trim();
    if (line === "" || line.startsWith("#")) continue;
    const [, name, rest = ""] = ASSIGNMENT.exec(line) ?? [];
    const read = name === undefined ? undefined : readValue(rest, lines.slice(at + 1));
    if (name !== undefined && read !== undefined) {
      values.set(name, read.value);
      at += read.linesMore;
    } else if (/ARC_/i.test(line)) {
      // Its text is not shown: it may hold a key.
      throw new UsageError(`${file}: line ${at + 1} is not read; NAME=value is wanted`);
    } else {
      skipped.push(at + 1);
    }
  }
  return { values, skipped };
}

/** The value that begins on one line and, in quotes, may end on a later one; undefined: its quotes do not end. */
function readValue(
  rest: string,
  later: readonly string[],
): { readonly value: string; readonly linesMore: number } | undefined {
  const quote = rest[0] ?? "";
  if (!`"'\``.includes(quote) || quote === "") {
    return { value: rest.replace(COMMENT, "").trim(), linesMore: 0 };
  }
  for (let linesMore = 0; linesMore <= later.length; linesMore++) {
    const whole = [rest, ...later.slice(0, linesMore)].join("\n");
    const inside = QUOTED.exec(whole)?.[2];
    if (inside !== undefined) {
      return { value: quote === '"' ? inside.replaceAll("\\n", "\n") : inside, linesMore };
    }
    // A quote that was forgotten must not swallow the key.
    if (OURS.test(later[linesMore] ?? "")) return undefined;
  }
  return undefined;
}
