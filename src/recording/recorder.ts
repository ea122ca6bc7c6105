import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { dirname, join } from "node:path";
import type { Clock } from "../base/clock.ts";
import { cutTornLine } from "../base/cut-torn-line.ts";
import { diskError } from "../base/disk-error.ts";
import { fileName } from "../base/file-name.ts";
import { makeDir } from "../base/make-dir.ts";
import { writeText } from "../base/write-text.ts";
import type { EventSink } from "../training/events.ts";
import { recordingLine } from "./recording-line.ts";

/** A server may begin a new play with every RESET, and a process may have about a thousand open files. */
const MOST_OPEN = 64;

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
  /** By file name, the one used last at the end. */
  const open = new Map<string, Recording>();
  let cardId = "";

  return {
    ifItFails: { next: "play goes on without recordings", triesAgain: false },
    async write(event) {
      if (event.type === "scorecard.opened") cardId = event.cardId;
      else if (event.type === "step") {
        const { gameId, guid } = event.step.after;
        const name = fileName(`${gameId}-${guid}.jsonl`);
        const recording = open.get(name) ?? (await begin(name));
        open.delete(name);
        open.set(name, recording);
        await append(recording, recordingLine(event.step, clock.wallMs()));
      } else if (event.type === "game.ended") {
        await endAll((name) => name.startsWith(fileName(`${event.ending.gameId}-`)));
      }
    },
    close: () => endAll(() => true),
  };

  async function begin(name: string): Promise<Recording> {
    const path = join(dir, fileName(cardId), name);
    const [unused] = open.keys();
    if (open.size >= MOST_OPEN) await endAll((other) => other === unused);
    try {
      makeDir(dirname(path));
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
    return recording;
  }

  async function endAll(which: (name: string) => boolean): Promise<void> {
    const ending = [...open].filter(([name]) => which(name)).map(([, recording]) => recording);
    for (const name of [...open.keys()].filter(which)) open.delete(name);
    await Promise.all(ending.map(end));
    ending.forEach(check);
  }
}

async function end({ path, stream, failure }: Recording): Promise<void> {
  stream.end();
  if (!stream.closed) await once(stream, "close").catch(() => undefined);
  if (failure || stream.errored) cutTornLine(path);
}

async function append(recording: Recording, line: string): Promise<void> {
  check(recording);
  await writeText(recording.stream, line);
  check(recording);
}

function check({ path, failure }: Recording): void {
  if (failure) throw diskError(`recording to ${path} (--no-record plays without)`, failure);
}
