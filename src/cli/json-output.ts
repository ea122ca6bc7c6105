import type { Writable } from "node:stream";
import { toJson } from "../base/json.ts";
import { writeText } from "../base/write-text.ts";
import { jsonEvent } from "../stats/json-event.ts";
import type { EventSink } from "../training/events.ts";

/** `--json`: one event a line. `write` writes to `stream` where its own is taken. */
export function createJsonOutput(
  stream: Writable,
  write: (text: string) => boolean = stream.write.bind(stream),
): EventSink {
  return {
    write(event) {
      const json = jsonEvent(event);
      if (json !== null) return writeText(stream, `${toJson(json)}\n`, write);
    },
    close() {},
  };
}
