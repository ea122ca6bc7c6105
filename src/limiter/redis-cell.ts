import { randomUUID } from "node:crypto";
import type { Clock } from "../base/clock.ts";
import { decodeKept, encodeKept, type KeptState, type StateForm } from "./kept-state.ts";
import { createRedisChanges } from "./redis-changes.ts";
import { connectRedis } from "./redis-connection.ts";
import { type CompareAndSet, compareAndSet, type ScriptReply } from "./redis-script.ts";
import { type CellVersion, formatVersion, isSubstitute, parseVersion } from "./redis-version.ts";
import { createServerTime } from "./server-time.ts";
import type { StateCell } from "./state-cell.ts";

export interface RedisCellOptions<State> {
  /** `redis://[user:password@]host[:port][/database]`, `rediss://` with TLS. */
  readonly url: string;
  /** Which budget, see budget-key.ts. */
  readonly key: string;
  readonly form: StateForm<State>;
  readonly clock: Clock;
  /**
   * A state nobody asked for in so long is forgotten by the server. Must be longer than anything the
   * state remembers.
   */
  readonly keepMs?: number;
}

export interface RedisCell<State> extends StateCell<State> {
  /** Requests to the server so far. An update nobody interferes with takes one. */
  roundTrips(): number;
}

/** A change that waits for its turn. `run` may be called again on a newer state before `finish`. */
interface Job<State> {
  run(state: State, nowMs: number): State;
  finish(): void;
  fail(error: unknown): void;
}

/** What the server holds as far as is known, or what is to be taken for it where it holds no use. */
interface Known<State> extends KeptState<State> {
  /** As the server has it; empty where it has none. */
  readonly name: string;
  readonly version: CellVersion;
  /** Whether the server holds just this state. */
  readonly isStored: boolean;
}

const KEEP_MS = 15 * 60_000;
/** Parties see the server's time differently by less than this. */
const CLOCK_SLACK_MS = 1_000;
/** No version is called so: comparing with it always finds what is there. */
const NO_VERSION = "?";

/**
 * A cell in Redis, in the time of its server. Changes run here, on the state known last; the server
 * takes the outcome only where nobody was faster, else it answers with the newer state and they run
 * again. Changes that wait while another is on its way go together in the next.
 *
 * A failed update rejects with a StoreError, and may still have been applied. A state that was lost or
 * set back is replaced by the unknown one by every party that remembers it.
 */
export function createRedisCell<State>(options: RedisCellOptions<State>): RedisCell<State> {
  const { url, key, form, clock, keepMs = KEEP_MS } = options;
  const place = { key: `arc-train:${key}`, channel: `arc-train:${key}:changed`, keepMs };
  const writer = randomUUID();
  const { redis, explain, close } = connectRedis(url);
  const changes = createRedisChanges(url, place.channel);
  const time = createServerTime(clock);
  const waiting: Job<State>[] = [];
  let working: Promise<void> | null = null;
  let known: Known<State> | null = null;
  /** The version seen last, and when; the server may have lost it since. */
  let latest: { readonly version: CellVersion; readonly seenMs: number } | null = null;
  /** Whether the times in the state known last may mean nothing. */
  let wasClockSet = false;
  let epochs = 0;
  let roundTrips = 0;

  return {
    update: (change) =>
      new Promise((resolve, reject) => {
        let settle = () => {};
        waiting.push({
          run(state, nowMs) {
            try {
              const next = change(state, nowMs);
              settle = () => resolve(next.result);
              return next.state;
            } catch (error) {
              settle = () => reject(error);
              return state;
            }
          },
          finish: () => settle(),
          fail: reject,
        });
        working ??= work();
      }),
    onForeignChange: (listener) =>
      changes.listen((message) => {
        if (message === null || parseVersion(message)?.writer !== writer) listener();
      }),
    roundTrips: () => roundTrips,
    async close() {
      await working;
      changes.close();
      close();
    },
  };

  async function work() {
    // What is asked for in one go travels together.
    await null;
    while (waiting.length > 0) {
      const jobs = waiting.splice(0);
      try {
        await commit(jobs);
        for (const job of jobs) job.finish();
      } catch (error) {
        known = null;
        for (const job of jobs) job.fail(explain(error));
      }
    }
    working = null;
  }

  /** Runs the jobs on the latest state, one after the other, and has the server keep the outcome. */
  async function commit(jobs: readonly Job<State>[]): Promise<void> {
    let before = known ?? interpret(await exchange({ expected: NO_VERSION, next: null }));
    for (;;) {
      if (wasClockSet) before = beginAnew(before.name, false);
      const atMs = Math.max(time.now(), before.atMs);
      const state = jobs.reduce((current, job) => job.run(current, atMs), before.state);
      const after =
        state === before.state && before.isStored ? before : follow(before, state, atMs);
      const next =
        after === before
          ? null
          : { version: after.name, kept: encodeKept({ state, atMs }, form.version) };
      wasClockSet = false;
      const found = await exchange({ expected: before.name, next });
      if (!found) {
        remember(after);
        return;
      }
      before = interpret(found);
    }
  }

  async function exchange(attempt: CompareAndSet): Promise<ScriptReply["found"]> {
    const sentMs = clock.now();
    const { serverMs, found } = await compareAndSet(redis, place, attempt, () => {
      roundTrips += 1;
    });
    const isSteady = time.learn({ sentMs, serverMs, receivedMs: clock.now() });
    if (!isSteady) wasClockSet = true;
    return found;
  }

  /** What to take for the state where the server has this one. */
  function interpret(found: ScriptReply["found"]): Known<State> {
    const { version: name, kept } = found ?? { version: "", kept: "" };
    const isRecent = latest !== null && clock.now() - latest.seenMs < keepMs;
    if (name === "") return beginAnew(name, !isRecent);
    const nowMs = time.now();
    const version = parseVersion(name);
    const state = decodeKept<State>(kept, form.version, nowMs);
    const isBad = !version || !state || state.atMs > nowMs + CLOCK_SLACK_MS;
    if (isBad || (isRecent && isSubstitute(version, latest!.version)))
      return beginAnew(name, false);
    return { ...state, name, version, isStored: true };
  }

  /** A state to put in place of what the server has under this name. */
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

  function follow(before: Known<State>, state: State, atMs: number): Known<State> {
    const version = { ...before.version, count: before.version.count + 1, writer };
    return { state, atMs, version, name: formatVersion(version), isStored: true };
  }

  function remember(state: Known<State>) {
    known = state;
    latest = { version: state.version, seenMs: clock.now() };
  }
}
