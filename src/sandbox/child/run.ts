import type { Call } from "../protocol.ts";

/** Characters of output and of a note, and notes, that are kept of one piece of code. */
const MAX_OUTPUT = 12_000;
const MAX_NOTE = 2_000;
const MAX_NOTES = 20;
/** Expectations that were not met, as far as they are told, and the length of one. */
const MAX_SURPRISES = 20;
const MAX_SURPRISE = 200;

/** A piece of code that is running. */
export interface Run {
  /** The name of its script. */
  readonly file: string;
  readonly output: string;
  readonly notes: readonly string[];
  readonly surprises: readonly string[];
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
  /** An expectation was not met. */
  surprise(text: string): void;
  fail(error: string): void;
}

export function createRun(file: string): Run {
  let output = "";
  let error: string | undefined;
  const notes: string[] = [];
  const surprises: string[] = [];
  return {
    file,
    notes,
    surprises,
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
    surprise(text) {
      if (surprises.length < MAX_SURPRISES) surprises.push(text.slice(0, MAX_SURPRISE));
    },
    fail(why) {
      error ??= why;
    },
  };
}
