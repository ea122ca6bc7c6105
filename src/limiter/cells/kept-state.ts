import { parseJson } from "../../base/json.ts";
import { StoreError } from "./store-error.ts";

/** What a cell that outlives its parties must know about the state it keeps. */
export interface StateForm<State> {
  /** Names the form of the state, counting up. Only a state of the same version is read. */
  readonly version: number;
  /** Where surely nothing has happened yet: the first time. */
  readonly initial: State;
  /**
   * In place of a state that was lost, cannot be read, or is of an unknown age. It must assume the
   * worst, for a budget that everything allowed was used just before `nowMs`: nothing less keeps a
   * limit that others still use. `last`: that state, where it can be read.
   */
  unknown(nowMs: number, last?: State): State;
  /** Reads what was stored at `nowMs` or before; null where it is no state, or one that makes no sense. */
  parse(state: unknown, nowMs: number): State | null;
  /** How long what happened may matter: an older state can be trusted whatever clocks say. */
  readonly memoryMs: number;
  /** The state as parties use it whose clocks may differ by `slackMs`; the same where nothing changes. */
  withSlack(state: State, slackMs: number): State;
}

/** A state and the cell's time at which it was stored. */
export interface KeptState<State> {
  readonly state: State;
  readonly atMs: number;
}

/** What was read of a text, before its state is looked at. */
export interface KeptText extends KeptState<unknown> {
  readonly version: number;
  /** See machine-clocks.ts; only where a cell needs them. */
  readonly clocks?: unknown;
}

/** A newer version's state that was not touched for this long belongs to nobody. */
const ABANDONED_MS = 15 * 60_000;

export function encodeKept(kept: KeptText): string {
  return JSON.stringify(kept);
}

/** Reads what `encodeKept` wrote; null where it is torn. */
export function decodeKept(text: string): KeptText | null {
  const kept = parseJson(text);
  if (typeof kept !== "object" || kept === null) return null;
  const { version, atMs, state, clocks } = kept as Record<string, unknown>;
  if (typeof version !== "number" || !Number.isFinite(atMs) || state === undefined) return null;
  return { version, atMs: atMs as number, state, clocks };
}

/**
 * The state of a text; null where it is of an older version or makes no sense. Throws a StoreError
 * where a newer version is using it: were each to replace what the other wrote by "all is used", both
 * would wait for ever.
 */
export function stateOf<State>(
  { version, atMs, state }: KeptText,
  form: StateForm<State>,
  nowMs: number,
): State | null {
  if (version > form.version && nowMs - atMs < ABANDONED_MS) {
    throw new StoreError("a newer version of arc-train is using the shared budget");
  }
  return version === form.version ? form.parse(state, nowMs) : null;
}
