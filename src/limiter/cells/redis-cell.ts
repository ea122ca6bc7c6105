import type { Clock } from "../../base/clock.ts";
import { LONGEST_RETRY_AFTER_MS } from "../budget/retry-after.ts";
import { type Batch, createChangeQueue } from "./change-queue.ts";
import { encodeKept, type StateForm } from "./kept-state.ts";
import { createListeners } from "./listeners.ts";
import { createRedisChanges } from "./redis-changes.ts";
import { connectRedis } from "./redis-connection.ts";
import { createLineage, type Known, type Lineage } from "./redis-lineage.ts";
import { parseMessage, type StoredState } from "./redis-script.ts";
import { createRedisServer } from "./redis-server.ts";
import { formatVersion, parseVersion } from "./redis-version.ts";
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
  /**
   * Answers what changes nothing from the state known last, without a round trip, while others' changes
   * are listened to: the answer may be older than what is on its way here, and then listeners are told
   * right after it. Default false.
   */
  readonly hasQuickLooks?: boolean;
  /** Told once where what the server held made no sense. */
  readonly onNotice?: (message: string) => void;
}

export interface RedisCell<State> extends StateCell<State> {
  /** Requests to the server so far. An update nobody interferes with takes one. */
  roundTrips(): number;
}

/** A cooldown may last that long, and is asked about until it ends. */
const KEEP_MS = 2 * LONGEST_RETRY_AFTER_MS;
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
  const { url, key, form, clock, keepMs = KEEP_MS, hasQuickLooks = false } = options;
  const place = { key: `arc-train:${key}`, channel: `arc-train:${key}:changed`, keepMs };
  const { redis, explain, close } = connectRedis(url);
  const changes = createRedisChanges(url, place.channel, hear);
  const listeners = createListeners();
  const server = createRedisServer(redis, place, clock);
  const { time } = server;
  const { onNotice = () => undefined } = options;
  const lineage = createLineage({ form, clock, time, keepMs, onNotice });
  const queue = createChangeQueue<State>(commit);
  let known: Known<State> | null = null;
  /** The settings of the server's clock that the state known last takes into account. */
  let heededSets = 0;

  return {
    update: queue.add,
    onForeignChange(listener) {
      changes.start();
      return listeners.add(listener);
    },
    roundTrips: server.roundTrips,
    async close() {
      await queue.idle();
      listeners.clear();
      changes.close();
      close();
    },
  };

  /** Takes in what was published; null: something may have been missed. */
  function hear(message: string | null) {
    if (message === null) {
      lookAgain();
      return;
    }
    const stored = parseMessage(message);
    const version = parseVersion(stored.version);
    if (version && lineage.isOurs(version)) return;
    const isOld = version?.epoch === known?.version.epoch && version!.count <= known!.version.count;
    if (known && !isOld) known = continued(known, stored, lineage);
    listeners.tell();
  }

  /** Asks for the state, and tells where it is not what this party left. */
  function lookAgain() {
    const before = lineage.latest();
    known = null;
    const compare = () => {
      const after = known?.version;
      const isOurs = after && lineage.isOurs(after) && after.epoch === before?.epoch;
      if (before && !isOurs && known?.name !== formatVersion(before)) listeners.tell();
    };
    queue.add((state) => ({ state, result: null })).then(compare, compare);
  }

  async function commit(batch: Batch<State>): Promise<void> {
    try {
      await commitLatest(batch);
    } catch (error) {
      known = null;
      throw explain(error);
    }
  }

  /** Runs the batch on the latest state, and has the server keep the outcome. */
  async function commitLatest(batch: Batch<State>): Promise<void> {
    let isLatest = known === null;
    let before =
      known ?? lineage.interpret(await server.compareAndSet({ expected: NO_VERSION, next: null }));
    for (;;) {
      if (server.clockSets() > heededSets) before = lineage.replacing(before.name);
      heededSets = server.clockSets();
      const atMs = Math.max(time.now(), before.atMs);
      const state = batch(before.state, atMs);
      const isSame = state === before.state && before.isStored;
      isLatest ||= hasQuickLooks && changes.isLive();
      if (isSame && isLatest) return remember(before);

      const after = isSame ? before : lineage.following(before, state, atMs);
      const kept = { version: form.version, atMs: after.atMs, state: after.state };
      const next = isSame ? null : { version: after.name, kept: encodeKept(kept) };
      const found = await server.compareAndSet({ expected: before.name, next });
      if (!found) return remember(after);
      before = lineage.interpret(found);
      isLatest = true;
    }
  }

  function remember(after: Known<State>) {
    const { version } = after;
    lineage.saw(version);
    // What was published later may have been heard before the reply came.
    const isLate = known?.version.epoch === version.epoch && known.version.count > version.count;
    if (!isLate) known = after;
  }
}

/** What is known after a change that another party published; null: ask the server. */
function continued<State>(
  before: Known<State>,
  stored: StoredState,
  lineage: Lineage<State>,
): Known<State> | null {
  try {
    const next = lineage.interpret(stored);
    return next.isStored && next.version.epoch === before.version.epoch ? next : null;
  } catch {
    return null;
  }
}
