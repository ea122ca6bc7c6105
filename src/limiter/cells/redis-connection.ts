import { Redis, type RedisOptions } from "ioredis";
import { messageOf } from "../../base/errors.ts";
import { StoreError } from "./store-error.ts";

/** A connection that comes back by itself, as long as it is not closed. */
export interface RedisConnection {
  readonly redis: Redis;
  /** The error to show for what failed. Names the server without its password. */
  explain(cause: unknown): StoreError;
  close(): void;
}

/** How long a command may take, connecting included. Grants wait for it. */
const COMMAND_MS = 1_000;
const LONGEST_RETRY_MS = 2_000;

/** `options` over those that make every command fail soon rather than be sent twice. */
export function connectRedis(
  url: string,
  options: Pick<RedisOptions, "autoResubscribe" | "maxRetriesPerRequest"> = {},
): RedisConnection {
  const redis = new Redis(url, {
    lazyConnect: true,
    commandTimeout: COMMAND_MS,
    connectTimeout: COMMAND_MS,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), LONGEST_RETRY_MS),
    ...options,
  });
  let latest: unknown = null;
  redis.on("error", (error) => {
    latest = error;
  });
  redis.on("ready", () => {
    latest = null;
  });
  const { host, port } = redis.options;
  return {
    redis,
    explain(cause) {
      if (cause instanceof StoreError) return cause;
      // Why there is no connection says more than that a command found none.
      return new StoreError(`Redis at ${host}:${port}: ${messageOf(latest ?? cause)}`, { cause });
    },
    close: () => redis.disconnect(),
  };
}
