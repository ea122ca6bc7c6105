import { randomUUID } from "node:crypto";
import type { Clock } from "../../base/clock.ts";
import { decodeKept, type KeptState, type StateForm, stateOf } from "./kept-state.ts";
import type { StoredState } from "./redis-script.ts";
import { type CellVersion, formatVersion, isSubstitute, parseVersion } from "./redis-version.ts";
import type { ServerTime } from "./server-time.ts";

/** What the server holds as far as is known, or what is to be taken for it where it holds no use. */
export interface Known<State> extends KeptState<State> {
  /** As the server has it; empty where it has none. */
  readonly name: string;
  readonly version: CellVersion;
  /** Whether the server holds just this state. */
  readonly isStored: boolean;
}

/** Which state of a cell in Redis follows which, and which was lost, as one party saw it. */
export interface Lineage<State> {
  /** What to take for the state where the server has this one. */
  interpret(found: StoredState | null): Known<State>;
  /** The unknown state, to put in place of what the server has under this name. */
  replacing(name: string): Known<State>;
  /** A state of ours after another. */
  following(before: Known<State>, state: State, atMs: number): Known<State>;
  /** Notes that the server had this version just now. */
  saw(version: CellVersion): void;
  /** The version seen last, null before the first; the server may have lost it since. */
  latest(): CellVersion | null;
  isOurs(version: CellVersion): boolean;
}

export interface LineageOptions<State> {
  readonly form: StateForm<State>;
  readonly clock: Clock;
  readonly time: ServerTime;
  /** How long the server keeps a state that nobody asks for. */
  readonly keepMs: number;
  onNotice(message: string): void;
}

/** Parties see the server's time differently by less than this. */
const CLOCK_SLACK_MS = 1_000;

export function createLineage<State>(options: LineageOptions<State>): Lineage<State> {
  const { form, clock, time, keepMs, onNotice } = options;
  const writer = randomUUID();
  let latest: { readonly version: CellVersion; readonly seenMs: number } | null = null;
  let epochs = 0;
  let wasUnread = false;

  return {
    interpret(found) {
      const { version: name, kept } = found ?? { version: "", kept: "" };
      const isRecent = latest !== null && clock.now() - latest.seenMs < keepMs;
      if (name === "") return beginAnew(name, !isRecent);
      const nowMs = time.now();
      const version = parseVersion(name);
      const text = decodeKept(kept);
      const isTimely = text !== null && text.atMs <= nowMs + CLOCK_SLACK_MS;
      const state = isTimely ? stateOf(text, form, nowMs) : null;
      if (!version || !state) {
        if (!wasUnread) onNotice("the shared budget could not be read: all of it counts as used");
        wasUnread = true;
        return beginAnew(name, false);
      }
      if (isRecent && isSubstitute(version, latest!.version)) return beginAnew(name, false);
      return { state, atMs: text!.atMs, name, version, isStored: true };
    },
    replacing: (name) => beginAnew(name, false),
    following(before, state, atMs) {
      const version = { ...before.version, count: before.version.count + 1, writer };
      return { state, atMs, version, name: formatVersion(version), isStored: true };
    },
    saw(version) {
      latest = { version, seenMs: clock.now() };
    },
    latest: () => latest?.version ?? null,
    isOurs: (version) => version.writer === writer,
  };

  function beginAnew(name: string, isFresh: boolean): Known<State> {
    const atMs = time.now();
    epochs += 1;
    const version = { epoch: `${writer}.${epochs}`, isFresh, count: 0, writer };
    return {
      state: isFresh ? form.initial : form.unknown(atMs),
      atMs,
      name,
      version,
      isStored: false,
    };
  }
}
