import type { Answer } from "../agents/ask.ts";
import type { Clock } from "../base/clock.ts";

/** Answers to identical requests, given once. */
export interface AnswerCache {
  /**
   * The answer under a key: a kept one, that of a request under way, or that of `ask`, which is told to stop once nobody
   * waits for it any more. `isOwn`: whether this call had it asked. Failures and answers that were cut are not kept.
   */
  answer(
    key: string,
    ask: (signal: AbortSignal) => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<{ readonly answer: Answer; readonly isOwn: boolean }>;
}

export interface CacheBounds {
  /** Characters of all answers together. */
  readonly maxCharacters: number;
  readonly maxAgeMs: number;
}

export const CACHE_BOUNDS: CacheBounds = { maxCharacters: 8e6, maxAgeMs: 3_600_000 };

interface Kept {
  readonly answer: Answer;
  readonly size: number;
  readonly atMs: number;
}

interface Flight {
  readonly answer: Promise<Answer>;
  readonly stop: AbortController;
  waiting: number;
}

/** In memory; the answers used longest ago go first. */
export function createAnswerCache(
  clock: Clock,
  { maxCharacters, maxAgeMs }: CacheBounds = CACHE_BOUNDS,
): AnswerCache {
  /** In the order of their last use. */
  const kept = new Map<string, Kept>();
  const flights = new Map<string, Flight>();
  let characters = 0;

  const drop = (key: string) => {
    characters -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, answer: Answer) => {
    drop(key);
    const size = JSON.stringify(answer).length;
    kept.set(key, { answer, size, atMs: clock.now() });
    characters += size;
    for (const oldest of kept.keys()) {
      if (characters <= maxCharacters) break;
      drop(oldest);
    }
  };
  const recall = (key: string): Answer | undefined => {
    const found = kept.get(key);
    if (!found) return undefined;
    kept.delete(key);
    if (clock.now() - found.atMs > maxAgeMs) {
      characters -= found.size;
      return undefined;
    }
    kept.set(key, found);
    return found.answer;
  };
  const begin = (key: string, ask: (signal: AbortSignal) => Promise<Answer>): Flight => {
    const stop = new AbortController();
    const answer = ask(stop.signal).then((given) => {
      if (!given.isCut) keep(key, given);
      return given;
    });
    const flight: Flight = { answer, stop, waiting: 0 };
    flights.set(key, flight);
    const end = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    answer.then(end, end);
    return flight;
  };

  return {
    async answer(key, ask, signal) {
      signal.throwIfAborted();
      const known = recall(key);
      if (known) return { answer: known, isOwn: false };
      const underWay = flights.get(key);
      const flight = underWay ?? begin(key, ask);
      flight.waiting += 1;
      const leave = () => {
        flight.waiting -= 1;
        if (flight.waiting > 0) return;
        flights.delete(key);
        flight.stop.abort(signal.reason);
      };
      return { answer: await unless(signal, flight.answer, leave), isOwn: !underWay };
    },
  };
}

/** `work`, or the signal's reason at once where it aborts before; then `leave` is called. */
function unless<T>(signal: AbortSignal, work: Promise<T>, leave: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      leave();
      reject(signal.reason);
    };
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
