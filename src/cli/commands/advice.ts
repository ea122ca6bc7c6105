import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { listLogs, parseLog } from "../../advice/read-log.ts";
import type { AdviceRecord } from "../../advice/record.ts";
import { createTranscript } from "../../advice/transcript.ts";
import { systemClock } from "../../base/clock.ts";
import { UsageError } from "../../base/errors.ts";
import { EXIT } from "../exit.ts";
import { interruptSignal } from "../interrupt.ts";
import { print, printJson } from "../terminal.ts";

export interface AdviceFlags {
  readonly dataDir: string;
  readonly follow?: true;
  readonly json?: true;
}

const EVERY_MS = 300;
const BLOCK_BYTES = 1 << 20;

/** `arc-train advice`: what a model was asked and answered, in a run or in the latest run on a game, as text. */
export async function adviceCommand(wanted: string, flags: AdviceFlags): Promise<number> {
  const logs = logsOf(wanted, flags.dataDir);
  if (flags.follow && logs.length > 1) {
    const games = logs.map(gameOf).join(", ");
    throw new UsageError(`advice --follow: the run has several games, name one: ${games}`);
  }
  const { signal, dispose } = interruptSignal(() => undefined);
  try {
    for (const log of logs) await show(log, flags, signal);
  } finally {
    dispose();
  }
  return EXIT.done;
}

const gameOf = (log: string): string => basename(dirname(log));
const runOf = (log: string): string => basename(dirname(dirname(log)));

/** The logs that are meant: all of a run, or else the latest of a game; by the beginning of their id. */
function logsOf(wanted: string, dataDir: string): string[] {
  const dir = join(dataDir, "advice");
  const all = existsSync(dir) ? listLogs(dir) : [];
  const ofRun = all.filter((log) => runOf(log).startsWith(wanted));
  if (ofRun.length > 0) return ofRun;
  const age = (log: string) => statSync(log).mtimeMs;
  const [latest] = all
    .filter((log) => gameOf(log).startsWith(wanted))
    .sort((a, b) => age(b) - age(a));
  if (latest !== undefined) return [latest];
  const known = [...new Set(all.map(gameOf))].slice(0, 10).join(", ") || "none yet";
  throw new UsageError(
    `no model was asked in a run or on a game '${wanted}' under ${dataDir}; games that one was asked on: ${known}`,
  );
}

async function show(file: string, flags: AdviceFlags, signal: AbortSignal): Promise<void> {
  const transcript = createTranscript();
  const tell = (record: AdviceRecord) => {
    if (flags.json) return printJson(record);
    const text = transcript.tell(record);
    if (text !== "") print(text.trimEnd());
  };
  const read = createReader(file);
  for (;;) {
    for (const record of read()) tell(record);
    if (!flags.follow || signal.aborted) break;
    await systemClock.sleep(EVERY_MS, signal).catch(() => undefined);
  }
  const rest = flags.json ? "" : transcript.rest();
  if (rest !== "") print(rest.trimEnd());
}

/** Reads the records that were written since it was called before. */
function createReader(file: string): () => AdviceRecord[] {
  const decoder = new StringDecoder("utf8");
  const block = Buffer.alloc(BLOCK_BYTES);
  let position = 0;
  let torn = "";
  return () => {
    const handle = openSync(file, "r");
    let text = torn;
    try {
      for (;;) {
        const length = readSync(handle, block, 0, block.length, position);
        if (length === 0) break;
        position += length;
        text += decoder.write(block.subarray(0, length));
      }
    } finally {
      closeSync(handle);
    }
    const end = text.lastIndexOf("\n") + 1;
    torn = text.slice(end);
    return parseLog(text.slice(0, end));
  };
}
