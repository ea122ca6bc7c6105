import type { Clock } from "../../src/base/clock.ts";
import type { Random } from "../../src/base/random.ts";
import type { Limiter, Outcome, Priority } from "../../src/limiter/limiter.ts";

/** A server with a sliding log: it refuses what would be more than `limit` in `windowMs`. */
export interface SimulatedServer {
  /** When each request reached it, refused ones included. */
  readonly arrivals: readonly number[];
  readonly refused: number;
  receive(): Outcome;
}

export function createSimulatedServer(
  clock: Clock,
  {
    limit,
    windowMs,
    countsRefused = true,
    tellsWait = false,
  }: {
    limit: number;
    windowMs: number;
    countsRefused?: boolean;
    /** Whether a 429 carries a Retry-After, in whole seconds. */
    tellsWait?: boolean;
  },
): SimulatedServer {
  const arrivals: number[] = [];
  const counted: number[] = [];
  let refused = 0;
  return {
    arrivals,
    get refused() {
      return refused;
    },
    receive() {
      const now = clock.now();
      arrivals.push(now);
      while (counted.length > 0 && counted[0]! + windowMs <= now) counted.shift();
      const blocking = counted[counted.length - limit];
      const isOver = blocking !== undefined;
      if (!isOver || countsRefused) counted.push(now);
      if (isOver) refused += 1;
      if (!isOver) return { kind: "ok" };
      const retryAfterMs = Math.ceil((blocking + windowMs - now) / 1_000) * 1_000;
      return tellsWait ? { kind: "limited", retryAfterMs } : { kind: "limited" };
    },
  };
}

export interface Worker {
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly server: SimulatedServer;
  readonly random: Random;
  readonly lane: string;
  readonly priority?: Priority;
  /** The longest time to the server, and again back. */
  readonly latencyMs: number;
  /** Share of replies that are lost, 0–1. */
  readonly lossRate?: number;
  readonly untilMs: number;
  readonly signal?: AbortSignal;
}

/** Sends one request after the other until the time is over; resolves with how many were granted. */
export async function work(worker: Worker): Promise<number> {
  const { limiter, clock, server, random, lane, priority = "normal", signal } = worker;
  let granted = 0;
  while (clock.now() < worker.untilMs) {
    const grant = await limiter.acquire({ lane, priority, ...(signal && { signal }) });
    granted += 1;
    await clock.sleep(random.next() * worker.latencyMs);
    const reply = server.receive();
    await clock.sleep(random.next() * worker.latencyMs);
    const isLost = random.next() < (worker.lossRate ?? 0);
    grant.settle(isLost ? { kind: "unknown", reason: "reset" } : reply);
  }
  return granted;
}
