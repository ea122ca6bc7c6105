import type { LimiterSnapshot } from "../../src/limiter/limiter.ts";
import type { GameSnapshot, RunSnapshot } from "../../src/stats/run-snapshot.ts";

/** A limiter in the middle of a busy run. */
export const limiterSnapshot = (changes: Partial<LimiterSnapshot> = {}): LimiterSnapshot => ({
  requests: 320,
  retries: 4,
  ok: 310,
  limited: 2,
  failed: 5,
  failures: { http_500: 3, timeout: 2 },
  lastMinute: 312,
  lastSecond: 7,
  perMinuteLimit: 600,
  perSecondLimit: 8,
  inFlight: 3,
  queued: 2,
  cooldownMs: 0,
  consecutiveLimited: 0,
  hitRate: 0.00625,
  successRate: 0.97792,
  efficiency: 0.913,
  waitMs: { p50: 0.04, p95: 120.26, p99: 1260 },
  waitReasons: { none: 200, second: 120 },
  responseMs: { p50: 31.24, p95: 88, p99: 140 },
  forecast: { waitMs: 125.04, windowFullInMs: 41_200 },
  forecastErrorMs: { p50: 2.5, p95: 18, p99: 40 },
  lanes: {
    "walk-0001": { requests: 300, retries: 4, ok: 292, limited: 2, failed: 4 },
    scorecard: { requests: 20, retries: 0, ok: 18, limited: 0, failed: 1 },
  },
  incidents: [],
  recommendation: "all is good",
  ...changes,
});

/** A game in play. */
export const gameSnapshot = (changes: Partial<GameSnapshot> = {}): GameSnapshot => ({
  gameId: "walk-0001",
  title: "WALK",
  levels: 1,
  bestLevels: 1,
  winLevels: 2,
  actions: 250,
  episode: 3,
  lastAction: "ACTION6 12,40",
  figures: { states: 120, mode: "search" },
  levelActions: [12],
  baselines: [8, 22],
  score: null,
  reason: null,
  ...changes,
});

/** A run of three games: one in play, one that waits and one that was won. */
export const runSnapshot = (changes: Partial<RunSnapshot> = {}): RunSnapshot => ({
  runId: "run-1",
  agent: "explorer",
  server: "https://three.arcprize.org",
  cardId: "card-1",
  score: null,
  elapsedMs: 65_000,
  maxMs: 600_000,
  maxActions: 1_000,
  games: [
    gameSnapshot(),
    gameSnapshot({
      gameId: "jump-0001",
      levels: 0,
      bestLevels: 0,
      winLevels: 0,
      actions: 0,
      episode: 0,
      lastAction: null,
      figures: {},
      levelActions: [],
      baselines: [],
    }),
    gameSnapshot({
      gameId: "swim-0001",
      levels: 2,
      bestLevels: 2,
      actions: 1_000,
      levelActions: [8, 44],
      baselines: [8, -1],
      score: 57.5,
      reason: "target",
    }),
  ],
  limiter: limiterSnapshot(),
  reason: null,
  ...changes,
});
