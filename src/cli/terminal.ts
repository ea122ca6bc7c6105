import type { Writable } from "node:stream";
import { Chalk, type ChalkInstance, supportsColor, supportsColorStderr } from "chalk";

/** Where people read: stdout, or stderr while stdout carries JSON. */
export interface Terminal {
  readonly stream: Writable & { readonly columns?: number };
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
  const level = options.color && support ? support.level : 0;
  return {
    stream,
    isTerminal: stream.isTTY === true,
    chalk: new Chalk({ level }),
    print: (text) => void stream.write(`${text}\n`),
  };
}
