import type { Writable } from "node:stream";
import type { ChalkInstance } from "chalk";
import { createLogUpdate } from "log-update";
import type { RunSnapshot } from "../stats/run-snapshot.ts";
import type { EventSink } from "../training/events.ts";
import { eventLine } from "./event-line.ts";
import { onScreen } from "./on-screen.ts";
import { plainLine } from "./plain-line.ts";
import { statusBlock } from "./status-block.ts";

export interface ScreenOptions {
  readonly stream: Writable & { readonly columns?: number };
  /** Where errors are told. */
  readonly errors: Writable;
  readonly chalk: ChalkInstance;
  readonly snapshot: () => RunSnapshot;
  /** Tell episodes too. */
  readonly verbose: boolean;
}

/** Between two redraws of the block: quick enough to look alive, slow enough to cost nothing. */
const REDRAW_MS = 150;
/** Between two plain lines. */
const PLAIN_MS = 5_000;
const DEFAULT_COLUMNS = 80;

/** On a terminal: events scroll by above a status block that is redrawn in place. */
export function createTerminalScreen({
  stream,
  errors,
  chalk,
  snapshot,
  verbose,
}: ScreenOptions): EventSink {
  const block = createLogUpdate(stream as NodeJS.WritableStream & Writable, { showCursor: true });
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    write(event) {
      const line = eventLine(event, verbose, chalk);
      if (event.type === "run.ended") {
        block.clear();
        return;
      }
      if (line !== null) {
        block.clear();
        write(event.type === "error" ? errors : stream, line);
      } else if (event.t - drawnAt < REDRAW_MS) {
        return;
      }
      drawnAt = event.t;
      block(onScreen(statusBlock(snapshot(), stream.columns ?? DEFAULT_COLUMNS, chalk)));
    },
    close: () => block.done(),
  };
}

/** Elsewhere: the same events, and one line on the whole every few seconds. */
export function createPlainScreen({
  stream,
  errors,
  chalk,
  snapshot,
  verbose,
}: ScreenOptions): EventSink {
  let toldAt = 0;
  return {
    write(event) {
      const line = eventLine(event, verbose, chalk);
      if (line !== null) write(event.type === "error" ? errors : stream, line);
      if (event.type === "limiter" && event.t - toldAt >= PLAIN_MS) {
        toldAt = event.t;
        write(stream, plainLine(snapshot()));
      }
    },
    close() {},
  };
}

/** With `--quiet`: errors alone. */
export function createErrorScreen({
  errors,
  chalk,
}: Pick<ScreenOptions, "errors" | "chalk">): EventSink {
  return {
    write(event) {
      if (event.type === "error") write(errors, eventLine(event, false, chalk) ?? "");
    },
    close() {},
  };
}

const write = (stream: Writable, line: string): void => void stream.write(`${onScreen(line)}\n`);
