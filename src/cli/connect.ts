import { type ArcClient, createClient, fetchAnonymousKey } from "../api/client.ts";
import { ApiError } from "../api/errors.ts";
import { createArcadeServer } from "../arcade/server.ts";
import { systemClock } from "../base/clock.ts";
import { printable, UsageError } from "../base/errors.ts";

import { createRandom } from "../base/random.ts";
import { waitNotice } from "../display/wait-notice.ts";
import { createHttp, type Http } from "../http/create-http.ts";
import { RETRY_DEFAULTS } from "../http/with-retry.ts";
import { assembleLimiter } from "../limiter/assemble-limiter.ts";
import { budgetKey } from "../limiter/budget/budget-key.ts";
import { type Pace, rulesFor, rulesOver } from "../limiter/budget/pace.ts";
import type { StoreEvent } from "../limiter/cells/cell-with-fallback.ts";
import { openSharedStore } from "../limiter/cells/open-shared-store.ts";
import type { Limiter } from "../limiter/limiter.ts";
import type { ConnectionFlags } from "./connection-options.ts";
import { limiterFile } from "./limiter-file.ts";
import { isLoopback } from "./loopback.ts";
import { openGames } from "./open-games.ts";
import { proxyFor } from "./proxy.ts";
import { printError } from "./terminal.ts";
import { readVersion } from "./version.ts";

/** The host that official clients use; ARC_BASE_URL names another. */
const HOSTED_URL = "https://three.arcprize.org";
/** Sent to servers on this machine where none is set: our arcade takes any key, the official toolkit's knows none. */
const LOCAL_KEY = "local";

/** Where requests go and under which limits, before anything is sent. */
export interface Connection {
  readonly baseUrl: string;
  readonly isEmbedded: boolean;
  readonly pace: Pace;
  readonly hasKey: boolean;
  readonly limiter: Limiter;
  readonly http: Http;
  /** The address of the proxy that requests go through, without its user and password; null: none. */
  readonly proxy: string | null;
  /** The client; asks for an anonymous key first where none is set. Says before it sends what makes it wait. */
  client(signal?: AbortSignal): Promise<ArcClient>;
  close(): Promise<void>;
}

/**
 * Builds limiter, pool and client. With neither an address nor a key it starts the embedded arcade
 * on a free port of loopback and hands its address to the same client.
 */
export async function connect(
  flags: ConnectionFlags,
  apiKey: string,
  onStoreEvent: (event: StoreEvent) => void = warnOnStderr,
): Promise<Connection> {
  if (/[^\x21-\x7e]/.test(apiKey)) {
    throw new UsageError("ARC_API_KEY holds characters that no key has; copy it again");
  }
  if (flags.backoffMax < flags.backoffBase) {
    throw new UsageError(
      `--backoff-max ${flags.backoffMax} is below --backoff-base ${flags.backoffBase}`,
    );
  }
  const isEmbedded =
    flags.embedded === true ||
    flags.generated !== undefined ||
    (flags.baseUrl === undefined && apiKey === "");
  const proxy = isEmbedded ? null : proxyFor(flags.baseUrl ?? HOSTED_URL);
  const arcade = isEmbedded
    ? createArcadeServer({ games: openGames(flags.generated), clock: systemClock, rpm: null })
    : null;
  const baseUrl = arcade ? await arcade.listen() : (flags.baseUrl ?? HOSTED_URL);
  const isLocal = isLoopback(baseUrl);
  const key = isEmbedded || (isLocal && apiKey === "") ? LOCAL_KEY : apiKey;
  const pace = flags.pace ?? (isLocal ? "off" : "api");
  const timeoutMs = flags.timeout * 1000;
  const random = createRandom(`${process.pid}/${systemClock.now()}`);
  const rules = rulesOver(flags.limits ?? rulesFor(pace), {
    ...(flags.rpm !== undefined && { perMinute: flags.rpm }),
    ...(flags.rps !== undefined && { perSecond: flags.rps }),
    ...(flags.actionDelay !== undefined && { spacingMs: flags.actionDelay * 1000 }),
    timeoutMs,
    // A file says itself how long to rest after a 429.
    ...(!flags.limits && {
      backoff: { baseMs: flags.backoffBase * 1000, maxMs: flags.backoffMax * 1000 },
    }),
  });
  const { share, weight } = flags;
  // Nobody else reaches an arcade of our own, and without limits there is nothing to share.
  const isShared = share !== "none" && !isEmbedded && (rules.perMinute ?? rules.perSecond) !== null;
  const shared = {
    at: share === "machine" ? { file: limiterFile() } : { redis: share },
    key: budgetKey(baseUrl, apiKey),
    rules,
    weight,
    onEvent: onStoreEvent,
  };
  const limiter = assembleLimiter({
    rules,
    clock: systemClock,
    random: random.fork("backoff"),
    ...(isShared && { store: openSharedStore(shared) }),
  });
  const http = createHttp({
    ...RETRY_DEFAULTS,
    baseUrl,
    timeoutMs,
    userAgent: `arc-train/${readVersion()}`,
    ...(proxy && { proxy }),
    limiter,
    clock: systemClock,
    random: random.fork("retry"),
  });
  return {
    baseUrl,
    isEmbedded,
    pace,
    hasKey: apiKey !== "",
    limiter,
    http,
    proxy: proxy?.origin ?? null,
    async client(signal) {
      const message = waitNotice(await limiter.refresh());
      if (message !== null) onStoreEvent({ type: "store-notice", message });
      return createClient(http, key === "" ? await anonymousKey(http, signal) : key);
    },
    async close() {
      await http.close();
      await limiter.close();
      await arcade?.close();
    },
  };
}

const warnOnStderr = ({ message }: StoreEvent) => printError(printable(message));

/** A server that hands out no keys says 404; it is then used without one. */
async function anonymousKey(http: Http, signal?: AbortSignal): Promise<string> {
  try {
    return await fetchAnonymousKey(http, signal);
  } catch (error) {
    if (error instanceof ApiError && error.kind === "not-found") return "";
    throw error;
  }
}
