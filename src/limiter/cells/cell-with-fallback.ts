import type { Clock } from "../../base/clock.ts";
import type { KeptState } from "./kept-state.ts";
import { createListeners } from "./listeners.ts";
import type { Change, StateCell } from "./state-cell.ts";
import { StoreError } from "./store-error.ts";

/**
 * Told when the main cell fails, when it works again, and what else users should know of the shared
 * budget (a notice).
 */
export interface StoreEvent {
  readonly type: "store-lost" | "store-back" | "store-notice";
  readonly message: string;
}

export interface FallbackOptions<State> {
  readonly clock: Clock;
  /**
   * The state to go on with alone, in the main cell's time. It must hold this process to its share,
   * counting what was used before. `last` is the main state as far as known, null before the first;
   * `isFeltByAll`, whether the others lost it too, or may go on with all of it. Names it gives out (of
   * grants) must not be names that the main state gives out.
   */
  share(last: KeptState<State> | null, nowMs: number, isFeltByAll: boolean): State;
  /** The main state together with what was used of the share, when the main cell works again. */
  rejoin(main: KeptState<State>, share: KeptState<State>): State;
  onEvent(event: StoreEvent): void;
}

/** What this process uses alone. It keeps the time in which it began. */
interface Share<State> {
  state: State;
  readonly aheadMs: number;
}

const ON_ITS_PART = "going on with this process' part of the limit";
const ON_A_SMALL_PART =
  "others may still use the limit, so this process goes on with a small part of it; where nobody else uses the key, --share none gives it all";
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/**
 * `main` as long as it works; after a StoreError a share of this process alone, until `main` works
 * again, which is tried after 1, 2, 4 … 30 s. An update that failed is run again on the share: no
 * caller sees a StoreError. It may count twice then, once on each side, which holds the budget back
 * but never exceeds it.
 */
export function cellWithFallback<State>(
  main: StateCell<State>,
  { clock, share: createShare, rejoin, onEvent }: FallbackOptions<State>,
): StateCell<State> {
  const listeners = createListeners();
  const closing = new AbortController();
  const known = createKnown<State>(clock);
  /** null while the main cell works. */
  let share: Share<State> | null = null;
  let losses = 0;
  /** While the main cell takes in what the share has used, nobody may use more of it. */
  let rejoining: Promise<unknown> | null = null;

  return {
    update,
    onForeignChange(listener) {
      const stops = [main.onForeignChange(listener), listeners.add(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    close() {
      closing.abort();
      listeners.clear();
      return main.close();
    },
  };

  function update<Result>(change: Change<State, Result>): Result | Promise<Result> {
    if (rejoining) return rejoining.then(() => update(change));
    if (share) return updateShare(share, change, clock);
    const lossesBefore = losses;
    const retry = (error: unknown) => {
      if (!(error instanceof StoreError)) throw error;
      if (losses === lossesBefore) lose(error);
      return update(change);
    };
    try {
      const answer = main.update(known.noting(change));
      return answer instanceof Promise ? answer.catch(retry) : answer;
    } catch (error) {
      return retry(error);
    }
  }

  function lose({ message, isFeltByAll }: StoreError) {
    losses += 1;
    const { last, aheadMs } = known;
    const lost = { state: createShare(last, clock.now() + aheadMs, isFeltByAll), aheadMs };
    share = lost;
    const how = last && isFeltByAll ? ON_ITS_PART : ON_A_SMALL_PART;
    tell({ type: "store-lost", message: `${message}; ${how}` });
    void comeBack(lost, clock.now());
  }

  async function comeBack(from: Share<State>, sinceMs: number) {
    for (let waitMs = FIRST_RETRY_MS; share; waitMs = Math.min(2 * waitMs, LONGEST_RETRY_MS)) {
      try {
        await clock.sleep(waitMs, closing.signal);
      } catch {
        return;
      }
      await tryMain(from);
    }
    const seconds = Math.round((clock.now() - sinceMs) / 1_000);
    tell({ type: "store-back", message: `the shared limit is back after ${seconds} s` });
  }

  /** Ends the share where the main cell works again and has taken in what was used of it. */
  async function tryMain(from: Share<State>) {
    try {
      // Callers go on with the share until this was answered: a server that hangs holds up nobody.
      await main.update((state) => ({ state, result: null }));
      const answer = main.update(
        known.noting((state, atMs) => {
          const used = { state: from.state, atMs: clock.now() + from.aheadMs };
          return { state: rejoin({ state, atMs }, used), result: null };
        }),
      );
      if (answer instanceof Promise) {
        rejoining = answer.catch(() => undefined);
        await answer;
      }
      share = null;
    } catch {
      // Tried again later.
    }
    rejoining = null;
  }

  function tell(event: StoreEvent) {
    onEvent(event);
    // Whoever waits for the one state has reason to ask the other.
    listeners.tell();
  }
}

/** What is known of the main cell. */
interface Known<State> {
  /** Its state as the latest change left it; null before the first. */
  readonly last: KeptState<State> | null;
  /** Its time minus ours. */
  readonly aheadMs: number;
  /** The change, remembering what it came to. */
  noting<Result>(change: Change<State, Result>): Change<State, Result>;
}

function createKnown<State>(clock: Clock): Known<State> {
  let last: KeptState<State> | null = null;
  let aheadMs = 0;
  return {
    get last() {
      return last;
    },
    get aheadMs() {
      return aheadMs;
    },
    noting: (change) => (state, nowMs) => {
      const next = change(state, nowMs);
      last = { state: next.state, atMs: nowMs };
      aheadMs = nowMs - clock.now();
      return next;
    },
  };
}

function updateShare<State, Result>(
  share: Share<State>,
  change: Change<State, Result>,
  clock: Clock,
): Result {
  const { state, result } = change(share.state, clock.now() + share.aheadMs);
  share.state = state;
  return result;
}
