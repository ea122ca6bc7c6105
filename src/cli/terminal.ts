import type { Writable } from "node:stream";
import {
  Chalk,
  type ChalkInstance,
  type ColorSupportLevel,
  supportsColor,
  supportsColorStderr,
} from "chalk";
import { toJson } from "../base/json.ts";
import { onScreen } from "../display/on-screen.ts";
import { writeStdout } from "./stdout.ts";

/** Where people read: stdout, or stderr while stdout carries JSON. */
export interface Terminal {
  readonly stream: Writable & { readonly columns?: number; readonly rows?: number };
  /** Whether text on it can be drawn over. */
  readonly isTerminal: boolean;
  readonly chalk: ChalkInstance;
  print(text: string): void;
}

export function openTerminal(options: {
  readonly stderr: boolean;
  readonly color: boolean;
}): Terminal {
  const stream = options.stderr ? process.stderr : process.stdout;
  const support = options.stderr ? supportsColorStderr : supportsColor;
  const level = options.color && support ? colourLevel(support.level, process.env) : 0;
  return {
    stream,
    isTerminal: stream.isTTY === true && process.env.TERM !== "dumb",
    chalk: new Chalk({ level }),
    print: (text) => write(stream, text),
  };
}

/** A result, for people to read. */
export const print = (text: string): void => write(process.stdout, text);

/** What went wrong, or is on its way. */
export const printError = (text: string): void => write(process.stderr, text);

/** A result, for programs to read. */
export const printJson = (value: unknown): void => void writeStdout(`${toJson(value)}\n`);

const write = (stream: Writable, text: string): void => void stream.write(`${onScreen(text)}\n`);

/** NO_COLOR (https://no-color.org) takes the colours away, unless FORCE_COLOR, which chalk reads, is set too. */
export const colourLevel = (
  supported: ColorSupportLevel,
  { NO_COLOR = "", FORCE_COLOR }: NodeJS.ProcessEnv,
): ColorSupportLevel => (NO_COLOR !== "" && FORCE_COLOR === undefined ? 0 : supported);
