import { createHash } from "node:crypto";
import type { Redis } from "ioredis";

/**
 * Replaces the cell's state where it has the expected version, and tells everybody the new one.
 * Without a new version it only compares. Either way it says the server's time, and where another
 * version is found, that version and its state (both empty where there is no cell).
 */
const COMPARE_AND_SET = `
local key, expected, version, kept, channel, keep_ms = KEYS[1], unpack(ARGV)
local time = redis.call('TIME')
local found = redis.call('HMGET', key, 'version', 'kept')
if (found[1] or '') ~= expected then
  return {time[1], time[2], found[1] or '', found[2] or ''}
end
if version ~= '' then
  redis.call('HSET', key, 'version', version, 'kept', kept)
  redis.call('PUBLISH', channel, version .. ' ' .. kept)
end
redis.call('PEXPIRE', key, keep_ms)
return {time[1], time[2]}`;

const DIGEST = createHash("sha1").update(COMPARE_AND_SET).digest("hex");

export interface CompareAndSet {
  readonly expected: string;
  /** What to put in its place; null: only compare. */
  readonly next: StoredState | null;
}

/** A state as it is stored. */
export interface StoredState {
  readonly version: string;
  readonly kept: string;
}

export interface ScriptReply {
  /** Milliseconds since 1970 on the server's clock, to the microsecond. */
  readonly serverMs: number;
  /** What is there in place of the expected version; null where that was there. */
  readonly found: StoredState | null;
}

/** Reads what a change is published as; a version has no space. */
export function parseMessage(message: string): StoredState {
  const end = message.indexOf(" ");
  return { version: message.slice(0, end), kept: message.slice(end + 1) };
}

/** One round trip to the server; two where it does not know the script yet. */
export async function compareAndSet(
  redis: Redis,
  place: { readonly key: string; readonly channel: string; readonly keepMs: number },
  { expected, next }: CompareAndSet,
  onRoundTrip: () => void,
): Promise<ScriptReply> {
  const { key, channel, keepMs } = place;
  const rest = [key, expected, next?.version ?? "", next?.kept ?? "", channel, keepMs] as const;
  onRoundTrip();
  const reply = await redis.evalsha(DIGEST, 1, ...rest).catch((error: unknown) => {
    if (!String(error).includes("NOSCRIPT")) throw error;
    onRoundTrip();
    return redis.eval(COMPARE_AND_SET, 1, ...rest);
  });
  const [seconds, micros, version, kept = ""] = reply as string[];
  return {
    serverMs: Number(seconds) * 1_000 + Number(micros) / 1_000,
    found: version === undefined ? null : { version, kept },
  };
}
