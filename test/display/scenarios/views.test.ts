import { Chalk } from "chalk";
import fc from "fast-check";
import { expect, it } from "vitest";
import { eventLine } from "../../../src/display/event-line.ts";
import { limiterReport } from "../../../src/display/limiter-report.ts";
import { plainLine } from "../../../src/display/plain-line.ts";
import { statusBlock } from "../../../src/display/status-block.ts";
import { summary } from "../../../src/display/summary.ts";
import { gameSnapshot, limiterSnapshot, runSnapshot } from "../../helpers/run.ts";

const chalk = new Chalk({ level: 0 });
const ended = { reason: "budget", score: 28.75 } as const;

it("shows a run on a terminal", () => {
  expect(`\n${statusBlock(runSnapshot(), 200, chalk)}`).toMatchInlineSnapshot(`
    "
    arc-train explorer · 3 levels · 2 of 3 games open
      walk-0001  level 1/2   ███░░░░░░░░░  250/1000 actions · episode 3 · 120 states · ACTION6 12,40 (search)
      jump-0001  level 0/?   ░░░░░░░░░░░░    0/1000 actions · episode 0 · waiting
      swim-0001  level 2/2   ████████████ 1000/1000 actions · episode 3 · 120 states · target
    limiter  █████░░░░░ 312/600 last minute · 7/8 last second · 429s 2 · queue 2 (second) · next in 125 ms · wait p95 120 ms · failed 5
    elapsed 1:05 · actions █████░░░░░░░ 1250/3000 · time █░░░░░░░░░░░ 8:55 left"
  `);
});

it("shows in the limiter's line that it is slowed and defers, only where it does", () => {
  const line = (changes: Parameters<typeof limiterSnapshot>[0]) =>
    plainLine(runSnapshot({ limiter: limiterSnapshot(changes) }));
  const waitReasons = { deferred: 2 };
  expect(line({ throttle: 0.4999, stage: "background-deferred", waitReasons })).toContain(
    "429s 2 · slowed to 0.49 · background deferred · queue 2",
  );
  expect(line({ throttle: 0.9999, stage: "optional-deferred", waitReasons })).toContain(
    "slowed to 0.99 · background and optional deferred",
  );
  expect(line({ stage: "optional-deferred" })).not.toMatch(/slowed|deferred/);
});

it("sums up games beyond what fits, those in play last to go", () => {
  const games = Array.from({ length: 15 }, (_, index) =>
    gameSnapshot({
      gameId: `game-${index}`,
      episode: index < 2 ? 0 : 1,
      reason: index === 14 || index === 3 ? "budget" : null,
    }),
  );
  const lines = statusBlock(runSnapshot({ games }), 60, chalk).split("\n");
  const shown = lines.flatMap((line) => /game-\d+/.exec(line) ?? []);
  expect(shown).toHaveLength(12);
  expect(shown.slice(0, 11).sort()).toEqual(
    [2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((index) => `game-${index}`).sort(),
  );
  expect(lines[13]).toBe("  … and 3 more games");
});

it("tells a run in one line", () => {
  expect(plainLine(runSnapshot())).toMatchInlineSnapshot(
    `"1:05 | 3 levels | walk-0001 level 1, 250/1000 | █████░░░░░ 312/600 last minute · 7/8 last second · 429s 2 · queue 2 (second) · next in 125 ms · wait p95 120 ms · failed 5"`,
  );
  expect(plainLine(runSnapshot({ games: [], limiter: null }))).toMatchInlineSnapshot(
    `"1:05 | 0 levels | no game open"`,
  );
  const games = Array.from({ length: 6 }, () => gameSnapshot());
  expect(plainLine(runSnapshot({ games, limiter: null }))).toMatchInlineSnapshot(
    `"1:05 | 6 levels | walk-0001 level 1, 250/1000; walk-0001 level 1, 250/1000; walk-0001 level 1, 250/1000; walk-0001 level 1, 250/1000; … 2 more"`,
  );
});

it("sums up a run at its end", () => {
  expect(`\n${summary(runSnapshot(ended), chalk)}`).toMatchInlineSnapshot(`
    "
    ┌───────────┬────────┬─────────┬───────────────────┬───────┬──────────┬──────────┐
    │ game      │ levels │ actions │ per level (human) │ score │ episodes │ ended by │
    ├───────────┼────────┼─────────┼───────────────────┼───────┼──────────┼──────────┤
    │ walk-0001 │    1/2 │     250 │ 12 (8)            │     – │        3 │ –        │
    │ jump-0001 │    0/? │       0 │ –                 │     – │        0 │ –        │
    │ swim-0001 │    2/2 │    1000 │ 8 (8), 44         │ 57.50 │        3 │ target   │
    └───────────┴────────┴─────────┴───────────────────┴───────┴──────────┴──────────┘
    3 levels in 1250 actions · 1:05 elapsed · score 28.75 of 100 · 320 requests, 2 × 429, 97.8 % ok · ended by budget
    https://arcprize.org/scorecards/card-1"
  `);
});

it("says how a run ended only where it did", () => {
  expect(summary(runSnapshot({ reason: null }), chalk)).not.toContain("· ended by");
});

it("links to a card only where there is a page for it", () => {
  const link = (server: string, cardId: string | null = "card-1") =>
    summary(runSnapshot({ ...ended, server, cardId }), chalk).includes(
      "https://arcprize.org/scorecards/card-1",
    );
  expect(link("https://three.arcprize.org")).toBe(true);
  expect(link("https://arcprize.org/")).toBe(true);
  expect(link("https://arcprize.org", null)).toBe(false);
  for (const server of [
    "http://127.0.0.1:8001",
    "http://arcprize.org",
    "https://arcprize.org.example.com",
    "https://notarcprize.org",
    "https://example.com/arcprize.org",
  ]) {
    expect(link(server)).toBe(false);
  }
});

it("reports that it is slowed and defers", () => {
  const report = limiterReport(limiterSnapshot({ throttle: 0.343, stage: "optional-deferred" }));
  expect(report).toContain("slowed             to 0.34 of the limits, after 429s\n");
  expect(report).toContain("window used        61.0 %, background and optional deferred\n");
});

it("reports on the limiter", () => {
  expect(`\n${limiterReport(limiterSnapshot({ cooldownMs: 7_500 }))}`).toMatchInlineSnapshot(`
    "
    requests           320 sent, 310 ok, 2 × 429, 5 failed
    retries            4
    failures           http_500 3, timeout 2
    last minute        312 of 600
    last second        7 of 8
    in flight, queued  3, 2
    cooldown           7.5 s
    429s in a row      0
    slowed             no
    window used        61.0 %
    hit rate           0.6 %
    success rate       97.8 %
    efficiency         91.3 %
    wait               p50 0.0 ms, p95 120 ms, p99 1.3 s
    waited for         none 200, second 120
    forecast           a request now would wait 125 ms; window full in 41.2 s
    forecast off by    p50 2.5 ms, p95 18 ms, p99 40 ms
    response           p50 31 ms, p95 88 ms, p99 140 ms
    by lane
      walk-0001        300 sent, 292 ok, 2 × 429, 4 failed
      scorecard        20 sent, 18 ok, 0 × 429, 1 failed
    advice             all is good"
  `);
  const unlimited = limiterSnapshot({
    perMinuteLimit: null,
    perSecondLimit: null,
    efficiency: null,
    failures: {},
    waitReasons: {},
    lanes: {},
  });
  expect(`\n${limiterReport(unlimited)}`).toMatchInlineSnapshot(`
    "
    requests           320 sent, 310 ok, 2 × 429, 5 failed
    retries            4
    failures           none
    last minute        312 of no limit
    last second        7 of no limit
    in flight, queued  3, 2
    cooldown           none
    429s in a row      0
    slowed             no
    window used        61.0 %
    hit rate           0.6 %
    success rate       97.8 %
    efficiency         –
    wait               p50 0.0 ms, p95 120 ms, p99 1.3 s
    waited for         none
    forecast           a request now would wait 125 ms; window full in 41.2 s
    forecast off by    p50 2.5 ms, p95 18 ms, p99 40 ms
    response           p50 31 ms, p95 88 ms, p99 140 ms
    by lane
    advice             all is good"
  `);
});

const eventText = (event: Record<string, unknown>, verbose = false) =>
  eventLine({ t: 0, ...event } as Parameters<typeof eventLine>[0], verbose, chalk);

const EPISODE = {
  type: "episode.ended",
  gameId: "walk-0001",
  episode: 2,
  reason: "game-over",
  levelsCompleted: 1,
  actions: 40,
};

it("gives events a line that are worth one", () => {
  const { incidents: _, ...limiter } = limiterSnapshot();
  expect(
    [
      { type: "scorecard.opened", cardId: "card-1" },
      { type: "level.completed", gameId: "walk-0001", level: 2, actions: 40 },
      { type: "incident", incident: { lane: "walk-0001", waitMs: 7_500 } },
      { type: "error", gameId: "walk-0001", code: "X", message: "no", next: "again in 7 s" },
      { type: "error", gameId: null, code: "X", message: "no", next: "the run ends" },
      {
        type: "game.ended",
        ending: { gameId: "walk-0001", reason: "budget", levelsCompleted: 1, actions: 1_000 },
      },
      { type: "limiter", snapshot: limiter },
      EPISODE,
    ].map((event) => eventText(event)),
  ).toMatchInlineSnapshot(`
    [
      "scorecard card-1 opened",
      "walk-0001: level 2 completed in 40 actions",
      "429 on walk-0001: all wait 7.5 s",
      "walk-0001: no (again in 7 s)",
      "arc-train: no (the run ends)",
      "walk-0001: ended (budget) with 1 level after 1000 actions",
      null,
      null,
    ]
  `);
  expect(eventText(EPISODE, true)).toMatchInlineSnapshot(
    `"walk-0001: episode 2 ended (game-over) at level 1, 40 actions"`,
  );
});

const anyText = fc.string({ unit: "binary", maxLength: 40 });
const anyGame = fc
  .record({
    gameId: anyText,
    title: anyText,
    levels: fc.nat(254),
    winLevels: fc.nat(254),
    actions: fc.nat(100_000),
    episode: fc.nat(9_999),
    figures: fc.record({ states: fc.nat(), mode: anyText }, { requiredKeys: [] }),
    reason: fc.constantFrom("budget", "error", null),
  })
  .map((changes) => gameSnapshot(changes));
const anyRun = fc
  .record({
    agent: anyText,
    cardId: anyText,
    games: fc.array(anyGame, { maxLength: 15 }),
    limiter: fc.constantFrom(null, limiterSnapshot({ cooldownMs: 60_000 })),
    maxMs: fc.constantFrom(null, 60_000),
  })
  .map((changes) => runSnapshot(changes));

it("never draws wider than the terminal", () => {
  fc.assert(
    fc.property(anyRun, fc.integer({ min: 1, max: 200 }), (run, columns) => {
      for (const line of statusBlock(run, columns, chalk).split("\n")) {
        expect(line.length).toBeLessThanOrEqual(columns);
      }
    }),
  );
});

it("lets no control character of a server through to the terminal", () => {
  const control = (text: string) => /[^\P{Cc}\n]/u.test(text);
  fc.assert(
    fc.property(anyRun, anyText, (run, text) => {
      const lanes = { [text]: { requests: 1, retries: 0, ok: 1, limited: 0, failed: 0 } };
      const report = limiterReport(limiterSnapshot({ lanes, failures: { [text]: 1 } }));
      for (const view of [
        statusBlock(run, 1_000, chalk),
        plainLine(run),
        summary(run, chalk),
        report,
      ]) {
        expect(control(view)).toBe(false);
      }
      // One line each for a game, a lane and what frames them: nothing breaks out of its line.
      expect(plainLine(run)).not.toContain("\n");
      expect(report.split("\n")).toHaveLength(21);
      const lines = [
        { type: "scorecard.opened", cardId: text },
        { type: "level.completed", gameId: text, level: 2, actions: 40 },
        { type: "incident", incident: { lane: text, waitMs: 7_500 } },
        { type: "error", gameId: text, code: "X", message: text, next: text },
        { type: "game.ended", ending: { gameId: text, reason: "budget" } },
        { ...EPISODE, gameId: text },
      ].map((event) => eventText(event, true));
      for (const line of lines) expect(line).not.toMatch(/\p{Cc}/u);
    }),
  );
});
