import type { Redis } from "ioredis";
import type { Clock } from "../../base/clock.ts";
import { type CompareAndSet, compareAndSet, type StoredState } from "./redis-script.ts";
import { createServerTime, type ServerTime } from "./server-time.ts";

/** The server that holds a state; it tells its time with each answer. */
export interface RedisServer {
  readonly time: ServerTime;
  /** The state found where it was not the expected one, null where the next one was taken. */
  compareAndSet(attempt: CompareAndSet): Promise<StoredState | null>;
  /** How often its clock was found set: times stored before may mean nothing then. */
  clockSets(): number;
  /** Requests to it so far. */
  roundTrips(): number;
}

export function createRedisServer(
  redis: Redis,
  place: Parameters<typeof compareAndSet>[1],
  clock: Clock,
): RedisServer {
  const time = createServerTime(clock);
  let clockSets = 0;
  let roundTrips = 0;

  return {
    time,
    async compareAndSet(attempt) {
      const sentMs = clock.now();
      const { serverMs, found } = await compareAndSet(redis, place, attempt, () => {
        roundTrips += 1;
      });
      const isSteady = time.learn({ sentMs, serverMs, receivedMs: clock.now() });
      if (!isSteady) clockSets += 1;
      return found;
    },
    clockSets: () => clockSets,
    roundTrips: () => roundTrips,
  };
}
