import type { Call } from "../protocol.ts";

/** Characters of output and of a note, and notes, that are kept of one piece of code. */
const MAX_OUTPUT = 12_000;
const MAX_NOTE = 2_000;
const MAX_NOTES = 20;

/** A piece of code that is running. */
export interface Run {
  /** The name of its script. */
  readonly file: string;
  readonly output: string;
  readonly notes: readonly string[];
  /** What it failed of; the first failure counts. */
  readonly error: string | undefined;
  /** Whether it has ended. */
  isOver: boolean;
  /** What the player is to be asked for. */
  call: Call | undefined;
  /** Whether the player plays. */
  isWaiting: boolean;
  print(text: string): void;
  note(text: string): void;
  fail(error: string): void;
}

export function createRun(file: string): Run {
  let output = "";
  let error: string | undefined;
  const notes: string[] = [];
  return {
    file,
    notes,
    isOver: false,
    call: undefined,
    isWaiting: false,
    get output() {
      return output.slice(0, MAX_OUTPUT);
    },
    get error() {
      return error;
    },
    print(text) {
      if (output.length < MAX_OUTPUT) output += `${text}\n`;
    },
    note(text) {
      if (notes.length < MAX_NOTES) notes.push(text.slice(0, MAX_NOTE));
    },
    fail(why) {
      error ??= why;
    },
  };
}
