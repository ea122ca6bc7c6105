import type { Writable } from "node:stream";
import { writeText } from "../base/write-text.ts";
import { jsonEvent } from "../stats/json-event.ts";
import type { EventSink } from "../training/events.ts";

/** `--json`: one event a line. */
export function createJsonOutput(stream: Writable): EventSink {
  return {
    write(event) {
      const json = jsonEvent(event);
      if (json !== null) return writeText(stream, `${JSON.stringify(json)}\n`);
    },
    close() {},
  };
}
