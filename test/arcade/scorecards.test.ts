import { describe, expect, it } from "vitest";
import { wireScorecardSchema } from "../../src/api/schemas.ts";
import { JUMP, startArcade, type Visitor, WALK } from "../helpers/arcade-visitor.ts";
import { createWalkGame } from "../helpers/tiny-games.ts";

const MINUTE = 60_000;

/** Plays `names` in order on a new session of `game`; returns its guid. */
async function play(visitor: Visitor, cardId: string, game: string, names: string[]) {
  const opening = await visitor.post("/api/cmd/RESET", { game_id: game, card_id: cardId });
  const { guid } = opening.body;
  for (const name of names) await visitor.post(`/api/cmd/${name}`, { game_id: game, guid });
  return guid as string;
}

describe("GET /api/games", () => {
  it("lists the games by title, with their baselines", async () => {
    const { visit } = await startArcade();
    const games = (await visit().get("/api/games")).body;
    expect(games).toEqual([
      {
        game_id: JUMP,
        title: "JUMP",
        tags: ["tiny", "high"],
        default_fps: 5,
        baseline_actions: [2, 4],
      },
      { game_id: WALK, title: "WALK", tags: ["tiny"], default_fps: 5, baseline_actions: [2, 4] },
    ]);
    for (const id of [JUMP, "jump"]) {
      expect((await visit().get(`/api/games/${id}`)).body).toEqual(games[0]);
    }
  });

  it.each(["none-0001", "jump-9999", "__proto__", "a%20game"])("does not know %s", async (id) => {
    const { visit } = await startArcade();
    expect(await visit().get(`/api/games/${id}`)).toMatchObject({
      status: 404,
      body: { error: "SERVER_ERROR", message: `game ${decodeURIComponent(id)} not found` },
    });
  });
});

describe("opening", () => {
  it("stores tags, source_url and opaque, and adds the tag agent where none says who plays", async () => {
    const { visit } = await startArcade();
    const visitor = visit();
    const wishes = { source_url: "https://example.org/", opaque: { deep: [1, { ü: null }] } };
    const cardId = await visitor.open({ ...wishes, tags: ["mine"] });
    const card = await visitor.get(`/api/scorecard/${cardId}`);
    expect(card.body).toMatchObject({ card_id: cardId, ...wishes, tags: ["mine", "agent"] });
    const human = await visitor.open({ tags: ["human"] });
    expect((await visitor.get(`/api/scorecard/${human}`)).body.tags).toEqual(["human"]);
  });

  it("takes 16 KB of opaque and no more", async () => {
    const visitor = (await startArcade()).visit();
    const open = (length: number) =>
      visitor.post("/api/scorecard/open", { opaque: { a: "x".repeat(length) } });
    const brackets = '{"a":""}'.length;
    expect((await open(16_384 - brackets)).status).toBe(200);
    expect(await open(16_385 - brackets)).toMatchObject({
      status: 400,
      body: { error: "opaque exceeds 8 KB limit" },
    });
  });

  it("fails at tags null like the API, and refuses what has the wrong type", async () => {
    const visitor = (await startArcade()).visit();
    expect(await visitor.post("/api/scorecard/open", { tags: null })).toMatchObject({
      status: 500,
      type: "text/html; charset=utf-8",
    });
    for (const body of [{ tags: "mine" }, { tags: [1] }, { source_url: 5 }]) {
      expect(await visitor.post("/api/scorecard/open", body)).toMatchObject({
        status: 400,
        body: { error: "VALIDATION_ERROR" },
      });
    }
  });
});

describe("a card", () => {
  it("is empty at first", async () => {
    const visitor = (await startArcade()).visit();
    const { body } = await visitor.get(`/api/scorecard/${await visitor.open()}`);
    expect(body).toMatchObject({
      score: 0,
      environments: [],
      tags_scores: [],
      total_environments: 0,
      total_levels: 0,
      total_actions: 0,
      open_at: "2026-01-01T00:00:00.000Z",
      last_update: "2026-01-01T00:00:00.000Z",
    });
    expect(body).not.toHaveProperty("competition_mode");
    expect(body).not.toHaveProperty("published_at");
  });

  it("scores every run, its best per game, and the mean of the games", async () => {
    const { visit, clock } = await startArcade();
    const visitor = visit();
    const cardId = await visitor.open();
    await clock.advance(1000);
    // Baselines 2 and 4. WALK, first run: level 1 in 2 (100), level 2 lost, reset, won: 6 (44.4).
    const walk = await play(visitor, cardId, WALK, [
      ...["ACTION1", "ACTION1"],
      ...["ACTION1", "ACTION3", "ACTION2", "RESET", "ACTION1", "ACTION1"],
    ]);
    // Second session: level 1 in 4 (25), two actions into level 2.
    const again = await play(visitor, cardId, WALK, [
      ...["ACTION3", "ACTION3", "ACTION1", "ACTION1"],
      ...["ACTION3", "ACTION3"],
    ]);
    const jump = await play(visitor, cardId, JUMP, []);
    const level2 = (4 / 6) ** 2 * 100;
    const score = (100 + 2 * level2) / 3;
    const { body } = await visitor.get(`/api/scorecard/${cardId}`);
    expect(wireScorecardSchema.safeParse(body).error).toBeUndefined();
    expect(body).toEqual({
      card_id: cardId,
      score: score / 2,
      tags: ["agent"],
      environments: [
        {
          id: WALK,
          runs: [
            {
              id: WALK,
              guid: walk,
              score,
              levels_completed: 2,
              actions: 8,
              resets: 1,
              state: "WIN",
              completed: true,
              level_scores: [100, level2],
              level_actions: [2, 6],
              level_baseline_actions: [2, 4],
            },
            {
              id: WALK,
              guid: again,
              score: 25 / 3,
              levels_completed: 1,
              actions: 6,
              resets: 0,
              state: "NOT_FINISHED",
              completed: false,
              level_scores: [25, 0],
              level_actions: [4, 2],
              level_baseline_actions: [2, 4],
            },
          ],
          score,
          actions: 14,
          levels_completed: 2,
          completed: true,
          level_count: 2,
          resets: 1,
        },
        {
          id: JUMP,
          runs: [
            {
              id: JUMP,
              guid: jump,
              score: 0,
              levels_completed: 0,
              actions: 0,
              resets: 0,
              state: "NOT_FINISHED",
              completed: false,
              level_scores: [0, 0],
              level_actions: [0, 0],
              level_baseline_actions: [2, 4],
            },
          ],
          score: 0,
          actions: 0,
          levels_completed: 0,
          completed: false,
          level_count: 2,
          resets: 0,
        },
      ],
      tags_scores: [
        {
          id: "tiny",
          // Four levels of weights 1, 2, 1 and 2, of which two were finished.
          score: (100 + 2 * level2) / 6,
          levels_completed: 2,
          actions: 8,
          number_of_levels: 4,
          number_of_environments: 2,
        },
        {
          id: "high",
          score: 0,
          levels_completed: 0,
          actions: 0,
          number_of_levels: 2,
          number_of_environments: 1,
        },
      ],
      open_at: "2026-01-01T00:00:00.000Z",
      last_update: "2026-01-01T00:00:01.000Z",
      total_environments_completed: 1,
      total_environments: 2,
      total_levels_completed: 2,
      total_levels: 4,
      total_actions: 14,
    });
  });

  it("shows one game, with totals of its own", async () => {
    const visitor = (await startArcade()).visit();
    const cardId = await visitor.open();
    await play(visitor, cardId, WALK, ["ACTION1", "ACTION1", "ACTION3"]);
    await play(visitor, cardId, JUMP, ["ACTION3"]);
    const whole = (await visitor.get(`/api/scorecard/${cardId}`)).body;
    const part = (await visitor.get(`/api/scorecard/${cardId}/${WALK}`)).body;
    expect(part.environments).toEqual([whole.environments[0]]);
    expect(part).toMatchObject({ score: whole.environments[0].score, total_actions: 3 });
  });

  it.each(["none-0001", JUMP])("knows nothing of %s, which was not played on it", async (game) => {
    const visitor = (await startArcade()).visit();
    const cardId = await visitor.open();
    await play(visitor, cardId, WALK, []);
    expect(await visitor.get(`/api/scorecard/${cardId}/${game}`)).toMatchObject({
      status: 404,
      body: { error: "SERVER_ERROR", message: `game ${game} not found` },
    });
  });

  it("is nobody else's", async () => {
    const { visit } = await startArcade();
    const visitor = visit();
    const cardId = await visitor.open();
    const stranger = visit("another-key");
    for (const [name, value] of visitor.jar) stranger.jar.set(name, value);
    expect((await stranger.get(`/api/scorecard/${cardId}`)).status).toBe(404);
    expect((await stranger.post("/api/scorecard/close", { card_id: cardId })).status).toBe(404);
    expect((await visitor.get(`/api/scorecard/${cardId}`)).status).toBe(200);
  });

  it("leaves games without fitting baselines unscored and says why", async () => {
    const games = [
      createWalkGame("bare-0001", { baselines: [] }),
      createWalkGame("half-0001", { baselines: [2] }),
    ];
    const visitor = (await startArcade({ games })).visit();
    const cardId = await visitor.open();
    for (const game of games) await play(visitor, cardId, game.id, Array(4).fill("ACTION1"));
    const { body } = await visitor.get(`/api/scorecard/${cardId}`);
    expect(body.score).toBe(0);
    expect(
      body.environments.map((environment: { runs: unknown[] }) => environment.runs[0]),
    ).toEqual([
      expect.objectContaining({
        message: "Human baseline actions are not available for this environment",
        ...{ levels_completed: 2, number_of_environments: 0 },
        ...{ level_scores: [0, 0], level_actions: [2, 2], level_baseline_actions: [-1, -1] },
      }),
      expect.objectContaining({ message: "Human baseline actions size mismatch", score: 0 }),
    ]);
    expect(body.tags_scores).toEqual([]);
  });

  it("tells of a game without baselines the levels that were reached", async () => {
    const game = createWalkGame("bare-0001", { baselines: [], levelCount: 5 });
    const visitor = (await startArcade({ games: [game] })).visit();
    const cardId = await visitor.open();
    await play(visitor, cardId, game.id, Array(3).fill("ACTION1"));
    const { body } = await visitor.get(`/api/scorecard/${cardId}`);
    expect(body.environments[0]).toMatchObject({ level_count: 2, completed: false });
    expect(body.environments[0].runs[0]).toMatchObject({
      ...{ level_actions: [2, 1], level_scores: [0, 0], level_baseline_actions: [-1, -1] },
    });
  });
});

describe("closing", () => {
  it("returns the final card; then card and plays are gone, but for v3", async () => {
    const { visit, clock } = await startArcade();
    const visitor = visit();
    const cardId = await visitor.open();
    const guid = await play(visitor, cardId, WALK, ["ACTION1", "ACTION1"]);
    expect((await visitor.get(`/api/v3/scorecards/${cardId}`)).status).toBe(404);
    await clock.advance(5000);
    const closed = await visitor.post("/api/scorecard/close", { card_id: cardId });
    expect(closed).toMatchObject({
      status: 200,
      body: { card_id: cardId, total_actions: 2, published_at: "2026-01-01T00:00:05.000Z" },
    });
    const gone = { status: 400, body: { message: `game ${WALK} not found` } };
    const body = { game_id: WALK, card_id: cardId, guid };
    expect(await visitor.post("/api/cmd/ACTION1", body)).toMatchObject(gone);
    expect(await visitor.post("/api/cmd/RESET", body)).toMatchObject(gone);
    expect(await visitor.get(`/api/scorecard/${cardId}`)).toMatchObject({
      status: 404,
      body: { error: "SERVER_ERROR", message: `card_id \`${cardId}\` not found` },
    });
    expect(await visitor.post("/api/scorecard/close", { card_id: cardId })).toMatchObject({
      status: 404,
      body: { error: "VALIDATION_ERROR", message: `scorecard ${cardId} not found` },
    });
    expect((await visit("").get(`/api/v3/scorecards/${cardId}`)).body).toEqual(closed.body);
  });

  it.each([
    [{}, 400, "missing `card_id` in action data"],
    [{ card_id: null }, 404, "scorecard None not found"],
    [{ card_id: "" }, 404, "scorecard  not found"],
    [{ card_id: 7 }, 404, "scorecard 7 not found"],
  ])("with %j is refused with %d", async (body, status, message) => {
    const visitor = (await startArcade()).visit();
    expect(await visitor.post("/api/scorecard/close", body)).toMatchObject({
      status,
      body: { error: "VALIDATION_ERROR", message },
    });
  });
});

describe("an idle card", () => {
  it("is closed after 15 minutes without a command; looking at it does not help", async () => {
    const { visit, clock } = await startArcade();
    const visitor = visit();
    const cardId = await visitor.open();
    const guid = await play(visitor, cardId, WALK, ["ACTION1"]);
    await clock.advance(14 * MINUTE);
    expect((await visitor.get(`/api/scorecard/${cardId}`)).status).toBe(200);
    await clock.advance(MINUTE);
    expect(await visitor.post("/api/cmd/ACTION1", { game_id: WALK, guid })).toMatchObject({
      status: 400,
      body: { error: "SERVER_ERROR", message: `game ${WALK} not found` },
    });
    expect((await visitor.post("/api/scorecard/close", { card_id: cardId })).status).toBe(404);
    expect((await visitor.get(`/api/v3/scorecards/${cardId}`)).body).toMatchObject({
      card_id: cardId,
      total_actions: 1,
      published_at: "2026-01-01T00:15:00.000Z",
    });
  });

  it.each(["ACTION1", "RESET"])("is kept open by %s", async (name) => {
    const { visit, clock } = await startArcade();
    const visitor = visit();
    const cardId = await visitor.open();
    const guid = await play(visitor, cardId, WALK, []);
    await clock.advance(14 * MINUTE);
    await visitor.post(`/api/cmd/${name}`, { game_id: WALK, guid });
    await clock.advance(14 * MINUTE);
    expect((await visitor.get(`/api/scorecard/${cardId}`)).status).toBe(200);
  });

  it("is found at v3 without anybody having touched it, after the minutes asked for", async () => {
    const { visit, clock } = await startArcade({ idleMinutes: 1 });
    const cardId = await visit().open();
    await clock.advance(MINUTE - 1);
    expect((await visit().get(`/api/v3/scorecards/${cardId}`)).status).toBe(404);
    await clock.advance(1);
    expect((await visit().get(`/api/v3/scorecards/${cardId}`)).status).toBe(200);
  });
});

describe("a competition card", () => {
  it.each([true, false])(
    "is asked for by competition_mode %j and shown to nobody",
    async (mode) => {
      const visitor = (await startArcade()).visit();
      const cardId = await visitor.open({ competition_mode: mode });
      for (const path of [cardId, `${cardId}/${WALK}`]) {
        expect(await visitor.get(`/api/scorecard/${path}`)).toMatchObject({
          status: 403,
          body: {
            error: "SERVER_ERROR",
            message: "cannot get scorecard that is in competition mode",
          },
        });
      }
    },
  );

  it("counts every game when closed by hand", async () => {
    const visitor = (await startArcade()).visit();
    const cardId = await visitor.open({ competition_mode: true });
    // WALK in 2 and 4 actions: exactly its baselines.
    await play(visitor, cardId, WALK, [
      ...["ACTION1", "ACTION1"],
      ...["ACTION3", "ACTION3", "ACTION1", "ACTION1"],
    ]);
    const { body } = await visitor.post("/api/scorecard/close", { card_id: cardId });
    expect(body).toMatchObject({ competition_mode: true, score: 50, total_environments: 2 });
    expect(body.environments[1]).toEqual({
      id: JUMP,
      runs: [
        {
          id: JUMP,
          guid: expect.stringMatching(/^[\w-]{36}$/),
          ...{ score: 0, levels_completed: 0, actions: 0, resets: 0 },
          ...{ state: "NOT_FINISHED", completed: false },
          ...{ level_scores: [0, 0], level_actions: [0, 0], level_baseline_actions: [2, 4] },
        },
      ],
      ...{ score: 0, actions: 0, levels_completed: 0, completed: false },
      ...{ level_count: 2, resets: 0 },
    });
    expect(body.total_levels).toBe(4);
    // The tag of both games: two of four levels, half of the weight.
    expect(body.tags_scores).toEqual([
      {
        ...{ id: "tiny", score: 50, levels_completed: 2, actions: 6 },
        ...{ number_of_levels: 4, number_of_environments: 2 },
      },
      {
        ...{ id: "high", score: 0, levels_completed: 0, actions: 0 },
        ...{ number_of_levels: 2, number_of_environments: 1 },
      },
    ]);
    expect(wireScorecardSchema.safeParse(body).error).toBeUndefined();
  });

  it("closed without a play lists every game", async () => {
    const visitor = (await startArcade()).visit();
    const card_id = await visitor.open({ competition_mode: true });
    const { body } = await visitor.post("/api/scorecard/close", { card_id });
    expect(body).toMatchObject({ score: 0, total_environments: 2, total_actions: 0 });
    expect(body.environments.map(({ runs }: { runs: [] }) => runs.length)).toEqual([1, 1]);
  });

  it("counts only the games played when it is left idle", async () => {
    const { visit, clock } = await startArcade();
    const visitor = visit();
    const cardId = await visitor.open({ competition_mode: true });
    await play(visitor, cardId, WALK, ["ACTION1"]);
    await clock.advance(15 * MINUTE);
    const { body } = await visitor.get(`/api/v3/scorecards/${cardId}`);
    expect(body.environments).toHaveLength(1);
  });
});

it("a game that throws costs its request, not the server", async () => {
  const game = createWalkGame("oops-0001", {
    play() {
      throw new Error("a bug in a game");
    },
  });
  const visitor = (await startArcade({ games: [game] })).visit();
  const cardId = await visitor.open();
  const opening = await visitor.post("/api/cmd/RESET", { game_id: game.id, card_id: cardId });
  const body = { game_id: game.id, guid: opening.body.guid };
  expect((await visitor.post("/api/cmd/ACTION1", body)).status).toBe(500);
  expect((await visitor.get(`/api/scorecard/${cardId}`)).body.total_actions).toBe(0);
});
