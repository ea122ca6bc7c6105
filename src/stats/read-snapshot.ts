import type { LaneFigures, LimiterSnapshot } from "../limiter/limiter.ts";
import { NO_ADVICE } from "./advice-figures.ts";
import { EMPTY_RUN, type GameSnapshot, type RunSnapshot } from "./run-snapshot.ts";

const NO_TIMES = { p50: 0, p95: 0, p99: 0 };

const NO_REQUESTS: LaneFigures = { requests: 0, retries: 0, ok: 0, limited: 0, failed: 0 };

const NO_LIMITER: LimiterSnapshot = {
  ...NO_REQUESTS,
  failures: {},
  lastMinute: 0,
  lastSecond: 0,
  perMinuteLimit: null,
  perSecondLimit: null,
  inFlight: 0,
  queued: 0,
  cooldownMs: 0,
  consecutiveLimited: 0,
  throttle: 1,
  windowUse: 0,
  stage: "normal",
  hitRate: 0,
  successRate: 1,
  efficiency: null,
  waitMs: NO_TIMES,
  waitReasons: {},
  responseMs: NO_TIMES,
  forecast: { waitMs: 0, windowFullInMs: null },
  forecastErrorMs: NO_TIMES,
  lanes: {},
  incidents: [],
  recommendation: "",
};

const NO_GAME: GameSnapshot = {
  gameId: "",
  title: "",
  levels: 0,
  bestLevels: 0,
  winLevels: 0,
  actions: 0,
  episode: 0,
  lastAction: null,
  figures: {},
  advice: null,
  levelActions: [],
  baselines: [],
  score: null,
  reason: null,
};

/** A snapshot as it was stored, and the names of what is missing in it. */
export interface ReadSnapshot {
  readonly snapshot: RunSnapshot;
  /** E.g. `limiter.forecast`: in its place stands 0, or what says nothing. */
  readonly missing: readonly string[];
}

/** Reads what this or another version has stored; undefined where it is no snapshot of a run. */
export function readSnapshot(stored: unknown): ReadSnapshot | undefined {
  if (!isObject(stored) || typeof stored.runId !== "string") return undefined;
  const missing = new Set<string>();
  const run = completed(EMPTY_RUN, stored, "", missing);
  const games = run.games.map((stored) => {
    const game = completed(NO_GAME, stored, "games.", missing);
    const advice = game.advice && completed(NO_ADVICE, game.advice, "games.advice.", missing);
    return { ...game, advice };
  });
  const limiter = run.limiter && readLimiter(run.limiter, missing);
  return { snapshot: { ...run, games, limiter }, missing: [...missing] };
}

function readLimiter(stored: unknown, missing: Set<string>): LimiterSnapshot {
  const limiter = completed(NO_LIMITER, stored, "limiter.", missing);
  const lanes = Object.entries(limiter.lanes).map(([name, figures]) => [
    name,
    completed(NO_REQUESTS, figures, "limiter.lanes.", missing),
  ]);
  return { ...limiter, lanes: Object.fromEntries(lanes) };
}

/** `found` with what it lacks, or has of another kind, taken from `empty`. */
function completed<T extends object>(
  empty: T,
  found: unknown,
  path: string,
  missing: Set<string>,
): T {
  const whole: Record<string, unknown> = isObject(found) ? { ...found } : {};
  for (const [name, blank] of Object.entries(empty)) {
    const value = whole[name];
    // What may be null may be anything else too.
    if (blank === null ? value !== undefined : isAlike(blank, value)) {
      if (isObject(blank)) whole[name] = completed(blank, value, `${path}${name}.`, missing);
    } else {
      whole[name] = blank;
      missing.add(path + name);
    }
  }
  return whole as T;
}

const isAlike = (blank: unknown, value: unknown): boolean =>
  typeof value === typeof blank &&
  Array.isArray(value) === Array.isArray(blank) &&
  (value === null) === (blank === null);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
