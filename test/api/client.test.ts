import { expect, it } from "vitest";
import { createClient, fetchAnonymousKey } from "../../src/api/client.ts";
import { ApiError } from "../../src/api/errors.ts";
import { type Action, click, RESET } from "../../src/game/action.ts";
import { JUMP, startArcade, WALK } from "../helpers/arcade-visitor.ts";
import { startServer, type TestServer } from "../helpers/http-server.ts";
import { createTestHttp } from "../helpers/test-http.ts";

const FRAME = { game_id: "ls20-1", guid: "g", frame: [[[1]]], state: "NOT_FINISHED" };

/** A server that answers every path with `replies[path]`, or else with 404. */
async function startScripted(replies: Record<string, unknown>, key = "secret-key") {
  const server = await startServer(({ path }, response) => {
    const reply = replies[path];
    response.writeHead(reply === undefined ? 404 : 200).end(JSON.stringify(reply ?? {}));
  });
  return { server, client: createClient(createTestHttp(server.url), key) };
}

const bodies = ({ received }: TestServer) => received.map(({ body }) => JSON.parse(body || "null"));

it("lists games, whatever the server leaves out", async () => {
  const { server, client } = await startScripted({
    "/api/games": [
      { game_id: "ls20-1", title: "LS20", tags: ["keys"], baseline_actions: [10, 20], more: 1 },
      { game_id: "ft09-2" },
      { game_id: "vc33-3", tags: null, baseline_actions: null },
    ],
  });
  expect(await client.games()).toEqual({
    games: [
      { gameId: "ls20-1", title: "LS20", tags: ["keys"], baselines: [10, 20] },
      { gameId: "ft09-2", title: "ft09-2", tags: [], baselines: [] },
      { gameId: "vc33-3", title: "vc33-3", tags: [], baselines: [] },
    ],
    leftOut: [],
  });
  expect(server.received[0]?.headers["x-api-key"]).toBe("secret-key");
});

it("leaves out what cannot be played, and names it", async () => {
  const reply = [
    { game_id: "ls20-1", title: null, tags: [1], baseline_actions: ["many"], default_fps: "5" },
    { game_id: "with space", title: "X" },
    { game_id: "ls20\u001b[2J" },
    { game_id: "x".repeat(300) },
    { title: "LS20" },
    null,
    { game_id: "ls20-1", title: "again" },
    { game_id: "ft09-2", title: `\u001b[31m${"y".repeat(500)}`, tags: ["\u0007"] },
  ];
  const { client } = await startScripted({ "/api/games": reply });
  const { games, leftOut } = await client.games();
  expect(games).toEqual([
    { gameId: "ls20-1", title: "ls20-1", tags: [], baselines: [] },
    { gameId: "ft09-2", title: `?[31m${"y".repeat(95)}`, tags: ["?"], baselines: [] },
  ]);
  expect(leftOut).toEqual([
    'game 2 of the list "with space": it has no usable game_id',
    'game 3 of the list "ls20?[2J": it has no usable game_id',
    `game 4 of the list "${"x".repeat(40)}": it has no usable game_id`,
    "game 5 of the list: it has no usable game_id",
    "game 6 of the list: it has no usable game_id",
    "ls20-1: it is listed twice",
  ]);
});

it("takes an object for no list of games", async () => {
  const { client } = await startScripted({ "/api/games": {} });
  await expect(client.games()).rejects.toMatchObject({ kind: "unreadable", status: 200 });
});

it("asks again where what may be sent twice came back torn", async () => {
  let asked = 0;
  const { url } = await startServer((_request, response) => {
    asked += 1;
    response.end(asked === 1 ? "<html>at your service</html>" : '[{"game_id":"ls20-1"}]');
  });
  expect((await createClient(createTestHttp(url), "k").games()).games).toHaveLength(1);
  expect(asked).toBe(2);
});

it.each<[string, object, Action, RegExp]>([
  ["another game's", { game_id: "ft09-2" }, { id: 1 }, /of another game, ft09-2/],
  ["another session's", { guid: "other" }, { id: 1 }, /of another session, other/],
  ["another game's", { game_id: "ls20-2" }, RESET, /of another game, ls20-2/],
])("takes nothing from a reply that is %s", async (_name, changes, action, why) => {
  const { client } = await startScripted({
    "/api/scorecard/open": { card_id: "c" },
    "/api/cmd/RESET": { ...FRAME, ...changes },
    "/api/cmd/ACTION1": { ...FRAME, ...changes },
  });
  const session = (await client.openCard({ tags: [], competition: false })).session("ls20-1");
  const refusal = await session.command(action, "g").catch((error) => error);
  expect(refusal).toMatchObject({ kind: "unreadable" });
  expect(refusal.message).toMatch(why);
});

it("knows its game by the bare name, a new session after RESET, and its own where none is told", async () => {
  const { client } = await startScripted({
    "/api/scorecard/open": { card_id: "c" },
    "/api/cmd/RESET": { ...FRAME, game_id: "LS20", guid: "new" },
    "/api/cmd/ACTION1": { ...FRAME, guid: undefined },
  });
  const session = (await client.openCard({ tags: [], competition: false })).session("ls20-1");
  expect(await session.command(RESET, "g")).toMatchObject({ gameId: "ls20-1", guid: "new" });
  expect(await session.command({ id: 1 }, "new")).toMatchObject({ guid: "new" });
});

it("opens a card with what was chosen, and competition only where it is meant", async () => {
  const { server, client } = await startScripted({ "/api/scorecard/open": { card_id: "c" } });
  expect((await client.openCard({ tags: [], competition: false })).cardId).toBe("c");
  await client.openCard({ tags: ["a", "b"], sourceUrl: "https://example.org", competition: true });
  expect(bodies(server)).toEqual([
    { tags: [] },
    { tags: ["a", "b"], source_url: "https://example.org", competition_mode: true },
  ]);
});

it("names the card with RESET alone, and the guid once there is one", async () => {
  const { server, client } = await startScripted({
    "/api/scorecard/open": { card_id: "c" },
    "/api/cmd/RESET": FRAME,
    "/api/cmd/ACTION1": FRAME,
    "/api/cmd/ACTION6": FRAME,
  });
  const session = (await client.openCard({ tags: [], competition: false })).session("ls20-1");
  await session.command(RESET, null);
  await session.command(RESET, "g");
  await session.command({ id: 1 }, "g");
  await session.command({ id: 1, x: 5, y: 5 }, "g");
  await session.command({ ...click(0, 63), reasoning: { why: ["é"] } }, "g");
  expect(bodies(server).slice(1)).toEqual([
    { game_id: "ls20-1", card_id: "c" },
    { game_id: "ls20-1", card_id: "c", guid: "g" },
    { game_id: "ls20-1", guid: "g" },
    { game_id: "ls20-1", guid: "g" },
    { game_id: "ls20-1", guid: "g", x: 0, y: 63, reasoning: { why: ["é"] } },
  ]);
  expect(server.received.map(({ path }) => path).at(-1)).toBe("/api/cmd/ACTION6");
});

it("fetches an anonymous key without one, and sends none where it is empty", async () => {
  const { server, client } = await startScripted(
    { "/api/games/anonkey": { api_key: "fresh" }, "/api/games": [] },
    "",
  );
  expect(await fetchAnonymousKey(createTestHttp(server.url))).toBe("fresh");
  await client.games();
  for (const { headers } of server.received) expect(headers).not.toHaveProperty("x-api-key");
});

it("shows no key in any error, though the server echoes it and breaks", async () => {
  const secret = "secret-key-4711";
  const answers = [
    [400, `{"error":"VALIDATION_ERROR","message":"does not match API key ${secret}"}`],
    [401, `{"error":"${secret}"}`],
    [404, `<p>${secret}</p>`],
    [200, `<p>${secret}</p>`],
    [200, `{"frame":[[[${secret}]]]}`],
    [200, `{"frame":[[[1]]],"${secret}":${secret}}`],
    [200, `{"frame":[[[1]]],"game_id":1,"guid":["${secret}"],"state":{"${secret}":1}}`],
    [0, ""],
  ] as const;
  let answer: (typeof answers)[number] = answers[0];
  const { url } = await startServer(({ path }, response, drop) => {
    if (path.endsWith("/open")) return void response.end('{"card_id":"c"}');
    const [status, body] = answer;
    if (status === 0) return drop();
    response.writeHead(status).end(body);
  });
  const client = createClient(createTestHttp(url), secret);
  const session = (await client.openCard({ tags: [], competition: false })).session("ls20-1");
  for (answer of answers) {
    const error = await session.command(RESET, null).then(
      () => expect.unreachable(),
      (thrown) => thrown as Error,
    );
    expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain(secret);
  }
});

it("plays on the embedded arcade as on any server", async () => {
  const { url } = await startArcade();
  const client = createClient(createTestHttp(url), "a-key");
  expect((await client.games()).games.map(({ gameId }) => gameId)).toEqual(
    expect.arrayContaining([WALK, JUMP]),
  );
  const card = await client.openCard({ tags: ["mine"], competition: false });
  const session = card.session(WALK);
  const { guid } = await session.command(RESET, null);
  await session.command({ id: 1 }, guid);
  const frame = await session.command({ id: 1 }, guid);
  expect(frame).toMatchObject({ gameId: WALK, guid, levelsCompleted: 1, winLevels: 2 });
  expect(frame.actionInput).toEqual({ id: 1 });

  const read = await card.read();
  expect(read).toMatchObject({ raw: { card_id: card.cardId, tags: ["mine", "agent"] } });
  expect(read.games).toEqual([
    {
      gameId: WALK,
      score: read.score,
      levelsCompleted: 1,
      levelCount: 2,
      actions: 2,
      resets: 0,
      plays: [
        {
          guid,
          score: read.score,
          levelsCompleted: 1,
          actions: 2,
          resets: 0,
          state: "NOT_FINISHED",
          levelActions: [2, 0],
          levelBaselines: [2, 4],
        },
      ],
    },
  ]);
  // Level 1 of 2 in as many actions as a human: its weight, a third.
  expect(read.score).toBeCloseTo(100 / 3);
  expect((await card.close())?.games).toEqual(read.games);
});

it("cannot read a competition card before it is closed", async () => {
  const { url } = await startArcade();
  const client = createClient(createTestHttp(url), "a-key");
  const card = await client.openCard({ tags: [], competition: true });
  const refusal = await card.read().catch((error) => error);
  expect(refusal).toBeInstanceOf(ApiError);
  expect(refusal).toMatchObject({ kind: "refused", status: 403 });
  // Every game counts, played or not.
  expect((await card.close())?.games).toHaveLength(2);
});

it("is told of a key that is not good", async () => {
  const { url } = await startArcade({ apiKeys: ["good"] });
  await expect(createClient(createTestHttp(url), "bad").games()).rejects.toMatchObject({
    kind: "unauthorized",
  });
  const key = await fetchAnonymousKey(createTestHttp(url));
  expect((await createClient(createTestHttp(url), key).games()).games).toHaveLength(2);
});
