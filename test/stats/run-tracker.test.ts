import { expect, it } from "vitest";
import { type Action, click, RESET } from "../../src/game/action.ts";
import type { Game } from "../../src/game/game.ts";
import type { Scorecard } from "../../src/game/scorecard.ts";
import { createRunTracker } from "../../src/stats/run-tracker.ts";
import type { GameEnding, TimedEvent } from "../../src/training/events.ts";
import { frameOf, stepOf } from "../helpers/frames.ts";
import { limiterSnapshot } from "../helpers/run.ts";

const WALK: Game = { gameId: "walk-0001", title: "WALK", tags: [], baselines: [] };
const JUMP: Game = { gameId: "jump-0001", title: "JUMP", tags: [], baselines: [3, 4, 5] };

const started: TimedEvent = {
  type: "run.started",
  t: 0,
  runId: "run-1",
  agent: "explorer",
  server: "http://127.0.0.1:8001",
  games: [WALK, JUMP],
  maxActions: 100,
  maxMs: 60_000,
};

const stepped = (t: number, actions: number, action: Action = click(1, 2), levelsCompleted = 0) =>
  ({
    type: "step",
    t,
    gameId: WALK.gameId,
    episode: 1,
    step: stepOf(action, frameOf({ levelsCompleted })),
    actions,
    figures: { states: actions * 2 },
  }) satisfies TimedEvent;

const level = (number: number, actions: number): TimedEvent => ({
  type: "level.completed",
  t: 5_000,
  gameId: WALK.gameId,
  level: number,
  actions,
});

const scorecard: Scorecard = {
  unreadableGames: 0,
  score: 12.5,
  games: [
    {
      gameId: WALK.gameId,
      score: 25,
      levelsCompleted: 1,
      levelCount: 2,
      actions: 7,
      resets: 1,
      plays: [
        {
          guid: "guid-1",
          score: 25,
          levelsCompleted: 1,
          actions: 7,
          resets: 1,
          state: "NOT_FINISHED",
          levelActions: [4, 3],
          levelBaselines: [2, 4],
        },
      ],
    },
    {
      gameId: "not-ours",
      score: 99,
      levelsCompleted: 0,
      levelCount: 0,
      actions: 0,
      resets: 0,
      plays: [],
    },
  ],
  raw: {},
};

const ending: GameEnding = {
  gameId: WALK.gameId,
  levelsCompleted: 1,
  winLevels: 2,
  actions: 8,
  resets: 1,
  episodes: 1,
  reason: "budget",
};

const SCRIPT: readonly TimedEvent[] = [
  started,
  { type: "scorecard.opened", t: 10, cardId: "card-1" },
  { type: "episode.started", t: 20, gameId: WALK.gameId, episode: 1 },
  stepped(30, 0, RESET),
  stepped(40, 1),
  stepped(50, 4, click(5, 6), 1),
  level(1, 4),
  // A later play begins again and finishes the first level once more.
  stepped(60, 4, RESET, 0),
  level(1, 3),
  { type: "limiter", t: 1_000, snapshot: limiterSnapshot({ requests: 9 }) },
  { type: "game.ended", t: 1_100, ending },
  { type: "scorecard.closed", t: 1_200, cardId: "card-1", scorecard },
  {
    type: "run.ended",
    t: 1_300,
    reason: "budget",
    cardId: "card-1",
    scorecard,
    games: [ending],
    limiter: limiterSnapshot({ requests: 10 }),
  },
];

function track(events: readonly TimedEvent[]) {
  const tracker = createRunTracker();
  for (const event of events) tracker.write(event);
  return tracker;
}

it("follows a run from its events", () => {
  const { limiter, ...run } = track(SCRIPT).snapshot();
  expect(limiter?.requests).toBe(10);
  expect(run).toMatchInlineSnapshot(`
    {
      "agent": "explorer",
      "cardId": "card-1",
      "elapsedMs": 1300,
      "games": [
        {
          "actions": 8,
          "advice": null,
          "baselines": [
            2,
            4,
          ],
          "bestLevels": 1,
          "episode": 1,
          "figures": {
            "states": 8,
          },
          "gameId": "walk-0001",
          "lastAction": "RESET",
          "levelActions": [
            4,
          ],
          "levels": 0,
          "reason": "budget",
          "score": 25,
          "title": "WALK",
          "winLevels": 2,
        },
        {
          "actions": 0,
          "advice": null,
          "baselines": [
            3,
            4,
            5,
          ],
          "bestLevels": 0,
          "episode": 0,
          "figures": {},
          "gameId": "jump-0001",
          "lastAction": null,
          "levelActions": [],
          "levels": 0,
          "reason": null,
          "score": null,
          "title": "JUMP",
          "winLevels": 3,
        },
      ],
      "maxActions": 100,
      "maxMs": 60000,
      "reason": "budget",
      "runId": "run-1",
      "score": 12.5,
      "server": "http://127.0.0.1:8001",
    }
  `);
});

it("shows every moment as it was, and keeps what it showed", () => {
  const tracker = createRunTracker();
  const shown = SCRIPT.map((event) => {
    tracker.write(event);
    return tracker.snapshot();
  });
  const copies = structuredClone(shown);
  tracker.write(stepped(9_000, 50, click(0, 0), 2));
  tracker.write(level(2, 46));
  expect(shown).toEqual(copies);
  expect(shown.map((run) => run.games[0]?.actions)).toEqual([
    0, 0, 0, 0, 1, 4, 4, 4, 4, 4, 8, 8, 8,
  ]);
  expect(shown.map((run) => run.games[0]?.levels)).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0]);
  expect(shown.map((run) => run.elapsedMs)).toEqual(SCRIPT.map(({ t }) => t));
});

it("ignores games it was not told of, and a card that shows nothing", () => {
  const events: TimedEvent[] = [
    started,
    { type: "episode.started", t: 1, gameId: "stranger", episode: 1 },
    { type: "scorecard.closed", t: 2, cardId: "card-1", scorecard: null },
  ];
  const run = track(events).snapshot();
  expect(run.games.map((game) => [game.gameId, game.episode, game.score])).toEqual([
    [WALK.gameId, 0, null],
    [JUMP.gameId, 0, null],
  ]);
  expect(run.score).toBeNull();
});

it("is plain data", () => {
  const run = track(SCRIPT).snapshot();
  expect(JSON.parse(JSON.stringify(run))).toEqual(run);
});

it("gives a game that was never begun the run's reason", () => {
  const ending = { levelsCompleted: 0, winLevels: 0, actions: 0, resets: 0, episodes: 0 };
  const ended = {
    type: "run.ended",
    t: 2,
    reason: "time",
    cardId: null,
    scorecard: null,
    games: [WALK, JUMP].map(({ gameId }) => ({ ...ending, gameId, reason: "time" as const })),
    limiter: limiterSnapshot(),
  } satisfies TimedEvent;
  expect(
    track([started, ended])
      .snapshot()
      .games.map((game) => game.reason),
  ).toEqual(["time", "time"]);
});
