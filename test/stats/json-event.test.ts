import fc from "fast-check";
import { expect, it } from "vitest";
import { click } from "../../src/game/action.ts";
import type { Scorecard } from "../../src/game/scorecard.ts";
import { jsonEvent, jsonLimiter } from "../../src/stats/json-event.ts";
import type { GameEnding, TimedEvent } from "../../src/training/events.ts";
import { frameOf, stepOf } from "../helpers/frames.ts";
import { anyGrid } from "../helpers/grids.ts";
import { limiterSnapshot } from "../helpers/run.ts";
import { plain } from "../helpers/tiny-games.ts";

const limiter = limiterSnapshot();

const ending: GameEnding = {
  gameId: "walk-0001",
  levelsCompleted: 1,
  winLevels: 2,
  actions: 40,
  resets: 3,
  episodes: 4,
  reason: "budget",
};

const scorecard: Scorecard = {
  unreadableGames: 0,
  score: 12.5,
  games: [
    {
      gameId: "walk-0001",
      score: 25,
      levelsCompleted: 1,
      levelCount: 2,
      actions: 40,
      resets: 3,
      plays: [],
    },
  ],
  raw: { card_id: "card-1", score: 12.5, opaque: { mine: true } },
};

/** What a reader of a line sees. */
const told = (event: TimedEvent) => JSON.parse(JSON.stringify(jsonEvent(event)));

it("ends a run with what was promised", () => {
  const other: GameEnding = { ...ending, gameId: "jump-0001", reason: "episodes" };
  const line = told({
    type: "run.ended",
    t: 1_300,
    reason: "budget",
    cardId: "card-1",
    scorecard,
    games: [ending, other],
    limiter,
  });
  const { limiter: figures, ...rest } = line;
  expect(rest).toEqual({
    type: "run.ended",
    t: 1_300,
    reason: "budget",
    card_id: "card-1",
    scorecard: scorecard.raw,
    games: [
      {
        game_id: "walk-0001",
        levels_completed: 1,
        win_levels: 2,
        actions: 40,
        resets: 3,
        episodes: 4,
        best_score: 25,
        reason: "budget",
      },
      {
        game_id: "jump-0001",
        levels_completed: 1,
        win_levels: 2,
        actions: 40,
        resets: 3,
        episodes: 4,
        best_score: 0,
        reason: "episodes",
      },
    ],
  });
  expect(figures).toMatchObject({
    requests: 320,
    ok: 310,
    limited: 2,
    failed: 5,
    success_rate: 0.97792,
    last_minute: 312,
    wait_p95_ms: 120.3,
  });
});

it("ends a run that never opened a card in the same shape", () => {
  const line = told({
    type: "run.ended",
    t: 5,
    reason: "error",
    cardId: null,
    scorecard: null,
    games: [],
    limiter,
  });
  expect(line).toMatchObject({ card_id: null, scorecard: null, games: [], reason: "error" });
  expect(line.limiter).toHaveProperty("requests");
});

it("names everything else as the command line promises", () => {
  const events: TimedEvent[] = [
    {
      type: "run.started",
      t: 0,
      runId: "run-1",
      agent: "explorer",
      server: "http://127.0.0.1:8001",
      games: [{ gameId: "walk-0001", title: "WALK", tags: [], baselines: [] }],
      maxActions: 100,
      maxMs: 90_000,
    },
    { type: "scorecard.opened", t: 1, cardId: "card-1" },
    { type: "episode.started", t: 2, gameId: "walk-0001", episode: 1 },
    {
      type: "step",
      t: 3,
      gameId: "walk-0001",
      episode: 1,
      step: stepOf(click(7, 9), frameOf({ levelsCompleted: 1 }), {
        index: 8,
        levelCompleted: true,
      }),
      actions: 7,
      figures: { states: 12, mode: "search" },
    },
    { type: "level.completed", t: 4, gameId: "walk-0001", level: 1, actions: 7 },
    {
      type: "episode.ended",
      t: 5,
      gameId: "walk-0001",
      episode: 1,
      reason: "game-over",
      levelsCompleted: 1,
      actions: 9,
    },
    {
      type: "incident",
      t: 6,
      incident: {
        at: Date.UTC(2026, 0, 1),
        lane: "walk-0001",
        retryAfterMs: null,
        lastMinute: 600,
        inFlight: 3,
        consecutive: 2,
        waitMs: 7_499.6,
      },
    },
    { type: "limiter.stage", t: 6, stage: "background-deferred", windowUse: 0.8039 },
    { type: "error", t: 7, gameId: null, code: "DISK", message: "full", next: "the run ends" },
    { type: "scorecard.closed", t: 8, cardId: "card-1", scorecard },
    { type: "scorecard.closed", t: 9, cardId: "card-1", scorecard: null },
  ];
  expect(events.map(told)).toMatchInlineSnapshot(`
    [
      {
        "agent": "explorer",
        "games": [
          "walk-0001",
        ],
        "max_actions": 100,
        "max_minutes": 1.5,
        "run_id": "run-1",
        "server": "http://127.0.0.1:8001",
        "t": 0,
        "type": "run.started",
      },
      {
        "card_id": "card-1",
        "t": 1,
        "type": "scorecard.opened",
      },
      {
        "episode": 1,
        "game_id": "walk-0001",
        "t": 2,
        "type": "episode.started",
      },
      {
        "action": "ACTION6",
        "actions": 7,
        "billed": 1,
        "episode": 1,
        "frame_hash": "e7f5268261aac0bb",
        "frames": 1,
        "game_id": "walk-0001",
        "level_completed": true,
        "levels_completed": 1,
        "mode": "search",
        "state": "NOT_FINISHED",
        "states": 12,
        "step": 8,
        "t": 3,
        "type": "step",
        "x": 7,
        "y": 9,
      },
      {
        "actions": 7,
        "game_id": "walk-0001",
        "level": 1,
        "t": 4,
        "type": "level.completed",
      },
      {
        "actions": 9,
        "episode": 1,
        "game_id": "walk-0001",
        "levels_completed": 1,
        "reason": "game-over",
        "t": 5,
        "type": "episode.ended",
      },
      {
        "at": "2026-01-01T00:00:00.000Z",
        "consecutive": 2,
        "in_flight": 3,
        "lane": "walk-0001",
        "last_minute": 600,
        "retry_after_ms": null,
        "t": 6,
        "type": "incident",
        "wait_ms": 7500,
      },
      {
        "stage": "background-deferred",
        "t": 6,
        "type": "limiter.stage",
        "window_use": 0.8,
      },
      {
        "code": "DISK",
        "game_id": null,
        "message": "full",
        "next": "the run ends",
        "t": 7,
        "type": "error",
      },
      {
        "card_id": "card-1",
        "scorecard": {
          "card_id": "card-1",
          "opaque": {
            "mine": true,
          },
          "score": 12.5,
        },
        "t": 8,
        "type": "scorecard.closed",
      },
      {
        "card_id": "card-1",
        "scorecard": null,
        "t": 9,
        "type": "scorecard.closed",
      },
    ]
  `);
});

it("tells the limiter's figures flat", () => {
  const line = told({ type: "limiter", t: 1_000, snapshot: limiter });
  expect(line).toEqual({ type: "limiter", t: 1_000, ...jsonLimiter(limiter) });
  expect(line).toMatchInlineSnapshot(`
    {
      "consecutive_limited": 0,
      "cooldown_ms": 0,
      "efficiency": 0.913,
      "failed": 5,
      "failures": {
        "http_500": 3,
        "timeout": 2,
      },
      "forecast_error_p50_ms": 2.5,
      "forecast_error_p95_ms": 18,
      "forecast_wait_ms": 125,
      "forecast_window_full_ms": 41200,
      "hit_rate": 0.00625,
      "in_flight": 3,
      "lanes": {
        "scorecard": {
          "failed": 1,
          "limited": 0,
          "ok": 18,
          "requests": 20,
          "retries": 0,
        },
        "walk-0001": {
          "failed": 4,
          "limited": 2,
          "ok": 292,
          "requests": 300,
          "retries": 4,
        },
      },
      "last_minute": 312,
      "last_second": 7,
      "limited": 2,
      "ok": 310,
      "per_minute_limit": 600,
      "per_second_limit": 8,
      "queued": 2,
      "recommendation": "all is good",
      "requests": 320,
      "response_p50_ms": 31.2,
      "response_p95_ms": 88,
      "response_p99_ms": 140,
      "retries": 4,
      "stage": "normal",
      "success_rate": 0.97792,
      "t": 1000,
      "throttle": 1,
      "type": "limiter",
      "wait_p50_ms": 0,
      "wait_p95_ms": 120.3,
      "wait_p99_ms": 1260,
      "wait_reasons": {
        "none": 200,
        "second": 120,
      },
      "window_use": 0.61,
    }
  `);
});

it("tells the end of a game in the run's last line alone", () => {
  expect(jsonEvent({ type: "game.ended", t: 1, ending })).toBeNull();
});

it("gives equal pictures equal hashes and others different ones, by the settled one", () => {
  const hashOf = (...grids: ReturnType<typeof plain>[]) => {
    const step = stepOf({ id: 1 }, frameOf({ grids }));
    return told({
      type: "step",
      t: 0,
      gameId: "walk-0001",
      episode: 1,
      step,
      actions: 1,
      figures: {},
    }).frame_hash as string;
  };
  fc.assert(
    fc.property(anyGrid, fc.nat(), (grid, at) => {
      const changed = { ...grid, cells: grid.cells.slice() };
      const cell = at % changed.cells.length;
      changed.cells[cell] = ((changed.cells[cell] as number) + 1) % 16;
      const hash = hashOf(grid);
      expect(hash).toMatch(/^[0-9a-f]{16}$/);
      expect(hashOf(plain(1), grid)).toBe(hash);
      expect(hashOf(changed)).not.toBe(hash);
    }),
    { numRuns: 30 },
  );
});
