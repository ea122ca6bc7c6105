import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { messageOf, UsageError } from "../../base/errors.ts";
import { GAME_ID_PATTERN } from "../../game/game.ts";
import type { MemoryEntry } from "./memory-rows.ts";

/** A file of memory, and what is unpacked of a compressed one, are at most this long. */
export const MAX_MEMORY_FILE_BYTES = 1 << 28;

const FORMAT = "arc-train-memory";
const VERSION = 1;

/** What JSON can be read of can be nested deeper than it can be written. */
function canBeWritten(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

const entry = z.object({
  agent: z
    .string()
    .min(1)
    .max(4096)
    .regex(/^\P{Cc}*$/u),
  game_id: z.string().regex(GAME_ID_PATTERN),
  saved_at: z.iso.datetime(),
  /** What the agent's `save` returned. */
  saved: z.unknown().refine(canBeWritten, "nothing, or nested too deep"),
});

const memoryFile = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  entries: z.array(entry).max(100_000),
});

const wireOf = ({ agent, gameId, savedAt, saved }: MemoryEntry) => ({
  agent,
  game_id: gameId,
  saved_at: new Date(savedAt).toISOString(),
  saved,
});

/** Whether an entry could be read back from a file: earlier versions took any id for a game's. */
export const isPortable = (one: MemoryEntry): boolean => entry.safeParse(wireOf(one)).success;

/**
 * Entries as a file: JSON, an entry a line, the same bytes for the same entries in the same order.
 * Compressed it is gzip. Throws a UsageError where it would be too long to be read back.
 */
export function encodeMemoryFile(
  entries: readonly MemoryEntry[],
  compressed: boolean,
  maxBytes = MAX_MEMORY_FILE_BYTES,
): Buffer {
  const lines = entries.map((one) => JSON.stringify(wireOf(one)));
  const head = JSON.stringify({ format: FORMAT, version: VERSION }).slice(0, -1);
  const length = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 2, head.length + 100);
  if (length > maxBytes) {
    const [mb, most] = [length, maxBytes].map((bytes) => Math.ceil(bytes / 1e6));
    throw new UsageError(
      `all of it is ${mb} MB, and a file holds ${most} MB: export it in parts, by --game or --agent`,
    );
  }
  const bytes = Buffer.from(`${head},"entries":[\n${lines.join(",\n")}\n]}\n`, "utf8");
  return compressed ? gzipSync(bytes) : bytes;
}

/** The entries of a file that may hold anything. Throws a UsageError that says what is wrong. */
export function decodeMemoryFile(bytes: Uint8Array): MemoryEntry[] {
  const parsed = memoryFile.safeParse(parse(unpack(bytes)));
  if (!parsed.success) throw new UsageError(complaint(parsed.error));
  return parsed.data.entries.map((one) => ({
    agent: one.agent,
    gameId: one.game_id,
    savedAt: Date.parse(one.saved_at),
    saved: one.saved,
  }));
}

function unpack(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_MEMORY_FILE_BYTES });
  } catch (error) {
    throw new UsageError(`it cannot be unpacked (${messageOf(error)})`, { cause: error });
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new UsageError("it is not JSON; `arc-train memory export` makes such files", {
      cause: error,
    });
  }
}

/** The first thing that is wrong, as a path into the file. */
function complaint({ issues }: z.ZodError): string {
  const { path, message } = issues[0] as z.core.$ZodIssue;
  if (path[0] === "format" || path.length === 0) return `it is no file of ${FORMAT}`;
  if (path[0] === "version") return `only version ${VERSION} of the format is known here`;
  return `${path.slice(0, 3).join(".")}: ${message}`;
}
