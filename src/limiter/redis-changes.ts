import { connectRedis, type RedisConnection } from "./redis-connection.ts";

/** What is published on a channel. */
export interface RedisChanges {
  /** Calls `listener` with each message, and with null when some may have been missed. */
  listen(listener: (message: string | null) => void): () => void;
  close(): void;
}

/** Subscribes, on a connection of its own, as soon as somebody listens. */
export function createRedisChanges(url: string, channel: string): RedisChanges {
  const listeners = new Set<(message: string | null) => void>();
  let connection: RedisConnection | null = null;

  return {
    listen(listener) {
      listeners.add(listener);
      connection ??= subscribe();
      return () => void listeners.delete(listener);
    },
    close() {
      listeners.clear();
      connection?.close();
    },
  };

  /** Subscribes anew after each loss of the connection, for as long as it takes. */
  function subscribe(): RedisConnection {
    const subscriber = connectRedis(url, { autoResubscribe: false, maxRetriesPerRequest: null });
    const { redis } = subscriber;
    let hasMissed = false;
    redis.on("message", (_, message) => tell(message));
    redis.on("close", () => {
      hasMissed = true;
    });
    redis.on("ready", () => {
      redis.subscribe(channel).then(
        () => {
          if (hasMissed) tell(null);
          hasMissed = false;
        },
        // Without an answer the connection is as good as lost.
        () => redis.disconnect(true),
      );
    });
    // The first failure to connect is followed by further tries like every later one.
    redis.connect().catch(() => undefined);
    return subscriber;
  }

  function tell(message: string | null) {
    for (const listener of listeners) listener(message);
  }
}
