import { connectRedis, type RedisConnection } from "./redis-connection.ts";

/** What is published on a channel. */
export interface RedisChanges {
  /** Subscribes, unless it has. */
  start(): void;
  /** Whether everything that is published arrives. */
  isLive(): boolean;
  close(): void;
}

/**
 * Subscribes on a connection of its own. `onMessage` gets each message, and null when it begins to
 * listen, the first time or anew: what was published before was missed.
 */
export function createRedisChanges(
  url: string,
  channel: string,
  onMessage: (message: string | null) => void,
): RedisChanges {
  let connection: RedisConnection | null = null;
  let isLive = false;

  return {
    start() {
      connection ??= subscribe();
    },
    isLive: () => isLive,
    close() {
      connection?.close();
    },
  };

  /** Subscribes anew after each loss of the connection, for as long as it takes. */
  function subscribe(): RedisConnection {
    const subscriber = connectRedis(url, { autoResubscribe: false, maxRetriesPerRequest: null });
    const { redis } = subscriber;
    redis.on("message", (_, message) => onMessage(message));
    redis.on("close", () => {
      isLive = false;
    });
    redis.on("ready", () => {
      redis.subscribe(channel).then(
        () => {
          isLive = true;
          onMessage(null);
        },
        // Without an answer the connection is as good as lost.
        () => redis.disconnect(true),
      );
    });
    // The first failure to connect is followed by further tries like every later one.
    redis.connect().catch(() => undefined);
    return subscriber;
  }
}
