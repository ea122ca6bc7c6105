import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Clock } from "../base/clock.ts";
import { diskError } from "../base/disk-error.ts";
import { writeText } from "../base/write-text.ts";
import type { EventSink } from "../training/events.ts";
import { recordingLine } from "./recording-line.ts";

/** One open file; `failure` is what its stream reported. */
interface Recording {
  readonly path: string;
  readonly stream: WriteStream;
  failure: unknown;
}

/**
 * Streams every step to `<dir>/<card_id>/<game_id>-<guid>.jsonl`, the opening frame included.
 * Writing waits for the disk when it falls behind, so memory stays flat. Fails with a DiskError.
 */
export function createRecorder(dir: string, clock: Clock): EventSink {
  const open = new Map<string, Recording>();
  let cardId = "";

  return {
    async write(event) {
      if (event.type === "scorecard.opened") cardId = event.cardId;
      else if (event.type === "step") {
        const { gameId, guid } = event.step.after;
        const name = fileName(`${gameId}-${guid}.jsonl`);
        const recording = open.get(name) ?? (await begin(name));
        await append(recording, recordingLine(event.step, clock.wallMs()));
      } else if (event.type === "game.ended") {
        await endAll((name) => name.startsWith(fileName(`${event.ending.gameId}-`)));
      }
    },
    close: () => endAll(() => true),
  };

  async function begin(name: string): Promise<Recording> {
    const path = join(dir, fileName(cardId), name);
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    } catch (error) {
      throw diskError(`making the directory of ${path}`, error);
    }
    const recording: Recording = {
      path,
      stream: createWriteStream(path, { flags: "a" }),
      failure: null,
    };
    recording.stream.on("error", (error) => {
      recording.failure ??= error;
    });
    open.set(name, recording);
    return recording;
  }

  async function endAll(which: (name: string) => boolean): Promise<void> {
    for (const [name, recording] of open) {
      if (!which(name)) continue;
      open.delete(name);
      recording.stream.end();
      if (!recording.stream.closed) await once(recording.stream, "close").catch(() => undefined);
      check(recording);
    }
  }
}

async function append(recording: Recording, line: string): Promise<void> {
  check(recording);
  await writeText(recording.stream, line);
  check(recording);
}

function check({ path, failure }: Recording): void {
  if (failure) throw diskError(`recording to ${path} (--no-record plays without)`, failure);
}

/** Ids come from the server: nothing of them may leave the directory. */
const fileName = (text: string): string => text.replaceAll(/[^\w.-]/g, "_").replace(/^\.+/, "_");
