import { parseJson } from "../base/json.ts";
import { StoreError } from "./store-error.ts";

/** What a cell that outlives its parties must know about the state it keeps. */
export interface StateForm<State> {
  /** Names the form of the state, counting up. Only a state of the same version is read. */
  readonly version: number;
  /** Where surely nothing has happened yet: the first time, and after a restart of the machine. */
  readonly initial: State;
  /**
   * In place of a state that was lost or cannot be read. It must assume the worst, for a budget that
   * everything allowed was used just before `nowMs`: nothing less keeps a limit that others still use.
   */
  unknown(nowMs: number): State;
}

/** A state and the cell's time at which it was stored. */
export interface KeptState<State> {
  readonly state: State;
  readonly atMs: number;
}

/** A newer version's state that was not touched for this long belongs to nobody. */
const ABANDONED_MS = 15 * 60_000;

export function encodeKept<State>({ state, atMs }: KeptState<State>, version: number): string {
  return JSON.stringify({ version, atMs, state });
}

/**
 * Reads what `encodeKept` wrote; null where it is torn or of an older version. Throws a StoreError
 * where a newer version is using it: were each to replace what the other wrote by "all is used", both
 * would wait for ever.
 */
export function decodeKept<State>(
  text: string,
  version: number,
  nowMs: number,
): KeptState<State> | null {
  const kept = parseJson(text);
  if (typeof kept !== "object" || kept === null) return null;
  const { version: found, atMs, state } = kept as Record<string, unknown>;
  if (typeof found !== "number" || typeof atMs !== "number" || state === undefined) return null;
  if (found > version && nowMs - atMs < ABANDONED_MS) {
    throw new StoreError("a newer version of arc-train is using the shared budget");
  }
  return found === version ? { state: state as State, atMs } : null;
}
