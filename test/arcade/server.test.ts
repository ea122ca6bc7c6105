import { request } from "node:http";
import { createServer } from "node:net";
import { Pool } from "undici";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type ArcadeRequest, createArcadeServer } from "../../src/arcade/server.ts";
import { startArcade, WALK } from "../helpers/arcade-visitor.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";

const JSON_HEADERS = { "content-type": "application/json" };

describe("the gate", () => {
  it("wants a key, in JSON, but not for what is public", async () => {
    const { visit } = await startArcade();
    const nobody = visit("");
    expect(await nobody.get("/api/games")).toMatchObject({
      status: 401,
      body: { error: "UNAUTHORIZED" },
    });
    expect(await nobody.get("/api/healthcheck")).toMatchObject({ status: 200, body: "okay" });
    expect((await nobody.get("/api/games/anonkey")).body.api_key).toMatch(/^[\w-]{36}$/);
    expect((await nobody.get("/api/v3/scorecards/none")).status).toBe(404);
  });

  it("takes only the keys it was given, and those it gave", async () => {
    const { visit } = await startArcade({ apiKeys: ["good"] });
    expect((await visit("good").get("/api/games")).status).toBe(200);
    expect((await visit("bad").get("/api/games")).status).toBe(401);
    const { api_key } = (await visit("").get("/api/games/anonkey")).body;
    expect((await visit(api_key).get("/api/games")).status).toBe(200);
  });

  it.each([
    ["an unknown path", "GET", "/api/nothing", 404],
    ["a slash doubled within", "GET", "/api//games", 404],
    ["a slash at the end", "GET", "/api/games/", 404],
    ["ACTION8", "POST", "/api/cmd/ACTION8", 404],
    ["ACTION0", "POST", "/api/cmd/ACTION0", 404],
    ["a broken escape", "GET", "/api/games/%E0%A4%A", 404],
    ["a GET of a command", "GET", "/api/cmd/RESET", 405],
    ["a POST to the list", "POST", "/api/games", 405],
  ])("answers %s with a page", async (_, method, path, status) => {
    const { visit } = await startArcade();
    const reply = await visit().send(path, { method, headers: JSON_HEADERS });
    expect(reply).toMatchObject({ status, type: "text/html; charset=utf-8" });
    expect(reply.body).toContain(`<title>${status} `);
  });

  it.each([
    ["no content type", {}, new Uint8Array(), 415],
    ["another content type", { "content-type": "text/plain" }, "{}", 415],
    ["malformed JSON", JSON_HEADERS, '{"tags":', 400],
    ["an empty body", JSON_HEADERS, "", 400],
    ["a body that is not UTF-8", JSON_HEADERS, Buffer.from('{"tags":["\xfc"]}', "latin1"), 400],
    ["too long a body", JSON_HEADERS, `"${"x".repeat(300_000)}"`, 413],
  ])("answers %s with a page", async (_, headers, body, status) => {
    const { visit } = await startArcade();
    const reply = await visit().send("/api/scorecard/open", { method: "POST", headers, body });
    expect(reply).toMatchObject({ status, type: "text/html; charset=utf-8" });
  });

  it.each(["[]", "null", "3", '"text"'])("refuses a body that is no object: %s", async (body) => {
    const { visit } = await startArcade();
    const answers = {
      "/api/scorecard/open": { error: "request body must be a JSON object" },
      "/api/scorecard/close": { message: "missing `card_id` in action data" },
      "/api/cmd/RESET": { message: "missing `game_id` in action data" },
      "/api/cmd/ACTION6": { message: "missing `game_id` in action data" },
    };
    for (const [path, answer] of Object.entries(answers)) {
      const reply = await visit().send(path, { method: "POST", headers: JSON_HEADERS, body });
      expect(reply).toMatchObject({ status: 400, body: answer });
    }
  });

  it("takes any number of slashes before the path, as addresses that end with one make them", async () => {
    const { visit } = await startArcade();
    const visitor = visit();
    expect((await visitor.get("//api/games")).status).toBe(200);
    expect((await visitor.get("///api/healthcheck?x=1")).status).toBe(200);
    const opened = await visitor.post("//api/scorecard/open", {});
    const { card_id } = opened.body;
    const started = await visitor.post("//api/cmd/RESET", { game_id: WALK, card_id });
    expect(started.status).toBe(200);
  });

  it("takes a body with a byte order mark", async () => {
    const { visit } = await startArcade();
    const body = new TextEncoder().encode("\ufeff{}");
    const init = { method: "POST", headers: JSON_HEADERS, body };
    expect((await visit().send("/api/scorecard/open", init)).status).toBe(200);
  });

  it.each([
    ["GET", "/api/cmd/RESET", 405, "POST, OPTIONS"],
    ["HEAD", "/api/cmd/RESET", 405, "POST, OPTIONS"],
    ["OPTIONS", "/api/cmd/RESET", 200, "POST, OPTIONS"],
    ["PUT", "/api/games", 405, "GET, HEAD, OPTIONS"],
    ["OPTIONS", "/api/games", 200, "GET, HEAD, OPTIONS"],
    ["HEAD", "/api/games", 200, null],
    ["OPTIONS", "/api/nothing", 404, null],
  ])("%s %s: %d, allowed %s", async (method, path, status, allow) => {
    const { url } = await startArcade();
    const reply = await fetch(url + path, { method, headers: { "x-api-key": "key" } });
    expect([reply.status, reply.headers.get("allow")]).toEqual([status, allow]);
    if (method !== "HEAD") return;
    expect(Number(reply.headers.get("content-length"))).toBeGreaterThan(0);
    expect(await reply.text()).toBe("");
  });

  it.each([
    ["127.0.0.1:80", 200],
    ["localhost", 200],
    ["arcade.localhost:8001", 200],
    ["[::1]:8001", 200],
    ["gateway:8001", 200],
    ["evil.example", 421],
    ["127.0.0.1.evil.example:8001", 421],
  ])("at the host %s: %d", async (host, expected) => {
    const { url } = await startArcade();
    const status = await new Promise((resolve, reject) => {
      const ask = request(`${url}/api/healthcheck`, { headers: { host } }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      });
      ask.on("error", reject).end();
    });
    expect(status).toBe(expected);
  });

  it("takes a content type with parameters", async () => {
    const { visit } = await startArcade();
    const headers = { "content-type": "application/json; charset=utf-8" };
    const reply = await visit().send("/api/scorecard/open", {
      method: "POST",
      headers,
      body: "{}",
    });
    expect(reply.status).toBe(200);
  });
});

describe("the rate limit", () => {
  it("refuses what exceeds it, per key, until the minute has passed", async () => {
    const { visit, clock } = await startArcade({ rpm: 3 });
    const get = async (key: string) => (await visit(key).get("/api/games")).status;
    const first = [await get("a"), await get("a")];
    await clock.advance(30_000);
    expect([...first, await get("a"), await get("a"), await get("b")]).toEqual([
      200, 200, 200, 429, 200,
    ]);
    await clock.advance(29_999);
    expect(await get("a")).toBe(429);
    await clock.advance(1);
    expect([await get("a"), await get("a"), await get("a")]).toEqual([200, 200, 429]);
  });

  it("answers in the hosted service's words and carries nothing out", async () => {
    const { visit, clock } = await startArcade({ rpm: 4 });
    const visitor = visit();
    const card_id = await visitor.open();
    const { guid } = (await visitor.post("/api/cmd/RESET", { game_id: WALK, card_id })).body;
    expect((await visitor.get(`/api/scorecard/${card_id}`)).body.total_actions).toBe(0);
    await visitor.post("/api/cmd/ACTION1", { game_id: WALK, guid });
    const refused = await visitor.post("/api/cmd/ACTION1", { game_id: WALK, guid });
    expect(refused).toEqual({
      status: 429,
      type: "application/json",
      body: { error: "RATE_LIMIT_EXCEEDED", message: "rate limit has been exceeded" },
    });
    await clock.advance(60_000);
    expect((await visitor.get(`/api/scorecard/${card_id}`)).body.total_actions).toBe(1);
  });

  it("is 600 by default, and none at null", async () => {
    const accepted = async (options: { rpm?: null }) => {
      const { url } = await startArcade(options);
      const pool = new Pool(url, { connections: 4, pipelining: 20 });
      onTestFinished(() => pool.close());
      const knock = async () => {
        const { statusCode, body } = await pool.request({
          path: "/api/games",
          method: "GET",
          headers: { "x-api-key": "key" },
        });
        await body.dump();
        return statusCode;
      };
      const statuses = await Promise.all(Array.from({ length: 700 }, knock));
      return statuses.filter((status) => status === 200).length;
    };
    expect(await accepted({ rpm: null })).toBe(700);
    expect(await accepted({})).toBe(600);
  });
});

describe("the server", () => {
  it("tells of every request, its arrival, its status and its game", async () => {
    const heard: ArcadeRequest[] = [];
    const { visit, clock } = await startArcade({ onRequest: (entry) => heard.push(entry) });
    await visit().get("/api/games?page=1");
    await clock.advance(250);
    await visit().post("/api/cmd/ACTION1", { game_id: WALK, guid: "none" });
    await visit("").get("/api/games");
    expect(heard).toEqual([
      { t: 0, method: "GET", path: "/api/games", status: 200, gameId: null, lacksCookies: false },
      {
        ...{ t: 250, method: "POST", path: "/api/cmd/ACTION1", status: 400 },
        ...{ gameId: WALK, lacksCookies: true },
      },
      { t: 250, method: "GET", path: "/api/games", status: 401, gameId: null, lacksCookies: false },
    ]);
  });

  it("tells which requests found nothing for lack of cookies", async () => {
    const heard: ArcadeRequest[] = [];
    const { visit } = await startArcade({ onRequest: (entry) => heard.push(entry) });
    const visitor = visit();
    const card_id = await visitor.open();
    await visitor.post("/api/cmd/RESET", { game_id: "none", card_id });
    await visit().get("/api/games/none");
    await visit().post("/api/cmd/RESET", { game_id: WALK, card_id });
    await visit().get(`/api/scorecard/${card_id}`);
    await visit().post("/api/scorecard/close", { card_id });
    expect(heard.map(({ lacksCookies }) => lacksCookies)).toEqual([
      ...[false, false, false],
      ...[true, true, true],
    ]);
  });

  it("lets a request arrive after its latency", async () => {
    const heard: ArcadeRequest[] = [];
    const { visit, clock } = await startArcade({
      latencyMs: [100, 100],
      onRequest: (entry) => heard.push(entry),
    });
    const reply = visit().get("/api/games");
    await vi.waitUntil(() => clock.sleepers() > 0, { interval: 1, timeout: 10_000 });
    await clock.advance(99);
    expect(heard).toEqual([]);
    await clock.advance(1);
    expect((await reply).status).toBe(200);
    expect(heard.map(({ t }) => t)).toEqual([100]);
  });

  it("holds any number of requests back without a warning", async () => {
    const warnings: Error[] = [];
    const hear = (warning: Error) => warnings.push(warning);
    process.on("warning", hear);
    onTestFinished(() => void process.off("warning", hear));
    const { visit, clock } = await startArcade({ latencyMs: [100, 100] });
    const replies = Array.from({ length: 12 }, () => visit().get("/api/healthcheck"));
    await vi.waitUntil(() => clock.sleepers() === 12, { interval: 1, timeout: 10_000 });
    await clock.advance(100);
    await Promise.all(replies);
    expect(warnings).toEqual([]);
  });

  it("drops waiting clients when it closes", async () => {
    const clock = createFakeClock();
    const server = createArcadeServer({ games: [], clock, latencyMs: [100, 100] });
    const reply = fetch(`${await server.listen()}/api/healthcheck`);
    await vi.waitUntil(() => clock.sleepers() > 0, { interval: 1, timeout: 10_000 });
    await Promise.all([expect(reply).rejects.toThrow(), server.close()]);
  });

  it("keeps connections open", async () => {
    const { url } = await startArcade();
    const { headers } = await fetch(`${url}/api/healthcheck`);
    expect(headers.get("connection")).toBe("keep-alive");
  });

  it("says which port it cannot have", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void taken.close());
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    const server = createArcadeServer({ games: [], clock: createFakeClock() });
    await expect(server.listen(port)).rejects.toThrow(`cannot listen on 127.0.0.1:${port}`);
  });
});
