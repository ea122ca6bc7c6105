import { expect, it } from "vitest";
import { createClient } from "../../src/api/client.ts";
import { RESET } from "../../src/game/action.ts";
import { startArcade, WALK } from "../helpers/arcade-visitor.ts";
import { startServer } from "../helpers/http-server.ts";
import { createTestHttp } from "../helpers/test-http.ts";

const CARD = { card_id: "c", score: 0, environments: [] };
const frameOf = (gameId: string) => ({
  game_id: gameId,
  guid: "g",
  frame: [[[1]]],
  state: "NOT_FINISHED",
});

/**
 * A server that renews its cookie with every reply: the n-th request gets `s=n`. The tape tells who
 * came with which. The game `bad` is always refused.
 */
async function startRenewing() {
  const tape: string[] = [];
  const { url } = await startServer(({ path, headers, body }, response) => {
    const gameId: string | undefined = JSON.parse(body || "{}").game_id;
    tape.push(`${gameId ?? path.split("/")[3]} ${headers.cookie ?? "-"}`);
    const refused = gameId === "bad";
    const reply = path.endsWith("/open")
      ? { card_id: "c" }
      : refused
        ? { error: "SERVER_ERROR", message: "game bad not found" }
        : gameId
          ? frameOf(gameId)
          : CARD;
    response.writeHead(refused ? 400 : 200, { "set-cookie": `s=${tape.length}; Path=/` });
    response.end(JSON.stringify(reply));
  });
  const client = createClient(createTestHttp(url), "key");
  return { tape, card: await client.openCard({ tags: [], competition: false }) };
}

it("gives each game a copy of the cookies, and looks at the card with those that played last", async () => {
  const { tape, card } = await startRenewing();
  const [one, two] = [card.session("one"), card.session("two")];
  await one.command(RESET, null);
  await two.command(RESET, null);
  await one.command({ id: 1 }, "g");
  await two.command({ id: 1 }, "g");
  await one.command({ id: 1 }, "g");
  await card.read();
  await two.command({ id: 1 }, "g");
  await card.close();
  expect(tape).toEqual([
    "open -",
    "one s=1",
    "two s=1",
    "one s=2",
    "two s=3",
    "one s=4",
    "c s=6",
    "two s=5",
    "close s=8",
  ]);
});

it("closes a card that nobody played with the cookies of its opening", async () => {
  const { tape, card } = await startRenewing();
  card.session("one");
  await card.close();
  expect(tape).toEqual(["open -", "close s=1"]);
});

it("trusts no cookies with the card that a game was refused with", async () => {
  const { tape, card } = await startRenewing();
  await card.session("one").command(RESET, null);
  await card
    .session("bad")
    .command(RESET, null)
    .catch(() => undefined);
  await card.close();
  expect(tape.at(-1)).toBe("close s=2");
});

it("begins a late game with the cookies of play, since those of the opening expire", async () => {
  const { tape, card } = await startRenewing();
  const early = card.session("early");
  await early.command(RESET, null);
  await early.command({ id: 1 }, "g");
  await card.session("late").command(RESET, null);
  await early.command({ id: 1 }, "g");
  expect(tape.slice(-2)).toEqual(["late s=3", "early s=3"]);
});

/** A card on a server whose close and v3 replies have these statuses; 0 breaks the connection. */
async function openOn(closeStatuses: readonly number[], v3Status: number) {
  const paths: string[] = [];
  let closes = 0;
  const { url } = await startServer(({ path }, response, drop) => {
    if (path.endsWith("/open")) return void response.end('{"card_id":"c"}');
    paths.push(path);
    const isClose = path.endsWith("/close");
    const status = isClose ? (closeStatuses[closes++] ?? 500) : v3Status;
    if (status === 0) return drop();
    const error = { error: "VALIDATION_ERROR", message: "scorecard c not found" };
    const scorecard = { ...CARD, score: isClose ? 1 : 2 };
    response.writeHead(status).end(JSON.stringify(status === 200 ? scorecard : error));
  });
  const client = createClient(createTestHttp(url), "key");
  return { paths, card: await client.openCard({ tags: [], competition: false }) };
}

const CLOSE = "/api/scorecard/close";
const V3 = "/api/v3/scorecards/c";

it("shows the result of a card that had closed by itself", async () => {
  const { card, paths } = await openOn([404], 200);
  expect((await card.close())?.score).toBe(2);
  expect(paths).toEqual([CLOSE, V3]);
});

it("closes once more when the reply was lost, and finds it closed", async () => {
  const { card, paths } = await openOn([0, 404], 200);
  expect((await card.close())?.score).toBe(2);
  expect(paths).toEqual([CLOSE, CLOSE, V3]);
});

it.each([404, 401, 500, 0])("is null where a closed card is not shown (%d)", async (status) => {
  const { card } = await openOn([404], status);
  expect(await card.close()).toBeNull();
});

it("fails where the card could not be closed", async () => {
  const { card, paths } = await openOn([500, 500, 500], 200);
  await expect(card.close()).rejects.toMatchObject({ kind: "server" });
  expect(paths).toEqual([CLOSE, CLOSE, CLOSE]);
  await expect(card.close(AbortSignal.abort("late"))).rejects.toBe("late");
});

const OLD_CARD = {
  won: 1,
  played: 2,
  total_actions: 30,
  score: 3,
  api_key: "key",
  cards: {
    "ls20-1": {
      game_id: "ls20-1",
      total_plays: 2,
      total_actions: 30,
      scores: [1, 3],
      states: ["GAME_OVER", "WIN"],
      actions: [10, 20],
      resets: [0, 1],
    },
    odd: { total_actions: -1 },
  },
};

/** A card on a server that answers the closing so, and knows no card afterwards. */
async function openOnBody(status: number, body: string) {
  let isClosed = false;
  const { url } = await startServer(({ path }, response) => {
    if (path.endsWith("/open")) return void response.end('{"card_id":"c"}');
    response.writeHead(isClosed ? 404 : status).end(isClosed ? "{}" : body);
    isClosed = true;
  });
  const client = createClient(createTestHttp(url), "key");
  return await client.openCard({ tags: [], competition: false });
}

it("shows what can be read of a card as it was in 2025", async () => {
  const card = await openOnBody(200, JSON.stringify(OLD_CARD));
  expect(await card.close()).toMatchObject({
    score: null,
    unreadableGames: 1,
    games: [
      {
        gameId: "ls20-1",
        score: null,
        levelsCompleted: 3,
        actions: 30,
        resets: 1,
        plays: [{ levelsCompleted: 1 }, { levelsCompleted: 3, state: "WIN", actions: 20 }],
      },
    ],
    raw: { won: 1, total_actions: 30 },
  });
});

it.each([
  ["204", 204, ""],
  ["a word", 200, "closed"],
  ["another object", 200, '{"message":"closed"}'],
])("takes a card for closed that was closed with %s", async (_name, status, body) => {
  expect(await (await openOnBody(status, body)).close()).toBeNull();
});

it.each<[string, object]>([
  ["games", { environments: Array(1e6).fill(1) }],
  ["odd tags", { environments: [], tags: Array(1e6).fill(1) }],
])("is not held up by a card with a million %s", async (_name, changes) => {
  const card = await openOnBody(200, JSON.stringify({ ...CARD, ...changes }));
  const { user } = process.cpuUsage();
  await card.close();
  expect(process.cpuUsage().user - user).toBeLessThan(1.5e6);
});

it("leaves out what cannot be read of a card, and counts it", async () => {
  const game = { id: "ls20-1", runs: [], score: 1, actions: 2, levels_completed: 1 };
  const run = { score: 1, levels_completed: 1, actions: 2 };
  const environments = [
    { ...game, runs: [{ ...run, level_actions: ["?"], level_baseline_actions: [-1, 5] }] },
    { ...game, actions: -1 },
    { ...game, actions: 1.5 },
    { ...game, score: 1e308 },
    { ...game, levels_completed: 1e6 },
    { ...game, runs: [{ ...run, actions: null }] },
    "odd",
  ];
  const card = await openOnBody(200, JSON.stringify({ ...CARD, score: -5, environments }));
  const closed = await card.close();
  expect(closed).toMatchObject({ score: null, unreadableGames: 6 });
  expect(closed?.games).toMatchObject([{ plays: [{ levelActions: [], levelBaselines: [-1, 5] }] }]);
});

it("gets the result of an idle card from the arcade", async () => {
  const { url, clock } = await startArcade({ idleMinutes: 15 });
  const client = createClient(createTestHttp(url), "key");
  const card = await client.openCard({ tags: [], competition: false });
  const session = card.session(WALK);
  const { guid } = await session.command(RESET, null);
  await session.command({ id: 1 }, guid);
  await clock.advance(15 * 60_000);
  await expect(session.command({ id: 1 }, guid)).rejects.toMatchObject({ kind: "not-found" });
  expect(await card.close()).toMatchObject({
    raw: { card_id: card.cardId },
    games: [{ actions: 1 }],
  });
});
