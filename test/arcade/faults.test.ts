import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createFates } from "../../src/arcade/fates.ts";
import { type Faults, type Mishap, NO_FAULTS } from "../../src/arcade/faults.ts";
import type { ArcadeRequest } from "../../src/arcade/server.ts";
import { createRandom } from "../../src/base/random.ts";
import { startArcade, WALK } from "../helpers/arcade-visitor.ts";

const COMMAND = "/api/cmd/ACTION1";

describe("fates", () => {
  it("are drawn in their shares, for commands alone", () => {
    const faults = { ...NO_FAULTS, shares: { "500": 0.1, lost: 0.3 } };
    const fates = createFates(faults, createRandom(1));
    const drawn = Array.from({ length: 10_000 }, () => fates(COMMAND, 0).mishap);
    const share = (mishap: Mishap) => drawn.filter((one) => one === mishap).length / drawn.length;
    expect(share("500")).toBeCloseTo(0.1, 1);
    expect(share("lost")).toBeCloseTo(0.3, 1);
    const all = { ...faults, shares: { "500": 1 } };
    expect(createFates(all, createRandom(1))("/api/scorecard/open", 0).mishap).toBeNull();
    expect(createFates(NO_FAULTS, createRandom(1))(COMMAND, 0).mishap).toBeNull();
    const everywhere = createFates({ ...all, everywhere: true }, createRandom(1));
    expect(everywhere("/api/scorecard/open", 0).mishap).toBe("500");
  });

  it("of 503 are one for everybody until it is over", () => {
    const fates = createFates(
      { ...NO_FAULTS, shares: { "503": 1 }, outageMs: 45_000 },
      createRandom(1),
    );
    expect(fates(COMMAND, 1000)).toEqual({ mishap: "503", waitMs: 45_000 });
    expect(fates(COMMAND, 45_999)).toEqual({ mishap: "503", waitMs: 1 });
    expect(fates(COMMAND, 46_000)).toEqual({ mishap: "503", waitMs: 45_000 });
  });
});

/** A card, and a RESET that meets `mishap`: its answer as text, and whether it was carried out. */
async function resetAmid(mishap: Mishap, changes: Partial<Faults> = {}) {
  const heard: ArcadeRequest[] = [];
  const faults = { ...NO_FAULTS, shares: { [mishap]: 1 }, ...changes };
  const { url, clock, visit } = await startArcade({ faults, onRequest: (one) => heard.push(one) });
  const visitor = visit("key");
  const card_id = await visitor.open();
  const cookie = [...visitor.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const stop = new AbortController();
  const reply = fetch(`${url}/api/cmd/RESET`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "key", cookie },
    body: JSON.stringify({ game_id: WALK, card_id }),
    signal: stop.signal,
  });
  reply.catch(() => undefined);
  await vi.waitUntil(() => heard.length === 2, { interval: 1, timeout: 10_000 });
  const { body } = await visitor.get(`/api/scorecard/${card_id}`);
  return { reply, stop, clock, plays: body.environments.length as number };
}

describe("what is not carried out", () => {
  it.each([
    ["500", 500],
    ["html", 200],
  ] as const)("%s is a page with status %d", async (mishap, status) => {
    const { reply, plays } = await resetAmid(mishap);
    const answer = await reply;
    expect([answer.status, answer.headers.get("content-type"), plays]).toEqual([
      status,
      "text/html; charset=utf-8",
      0,
    ]);
  });

  it.each([
    [null, "45"],
    ["seconds", "45"],
    ["date", "Thu, 01 Jan 2026 00:00:45 GMT"],
    ["epoch", "1767225645"],
  ] as const)("503 says how long it lasts, as %s", async (retryAfter, value) => {
    const { reply, plays } = await resetAmid("503", { outageMs: 45_000, retryAfter });
    const { status, headers } = await reply;
    expect([status, headers.get("retry-after"), plays]).toEqual([503, value, 0]);
  });
});

describe("what is carried out", () => {
  it("lost: its connection breaks", async () => {
    const { reply, plays } = await resetAmid("lost");
    await expect(reply).rejects.toThrow();
    expect(plays).toBe(1);
  });

  it("mute: nothing comes, until the client goes", async () => {
    const { reply, plays, stop, clock } = await resetAmid("mute");
    await clock.advance(3_600_000);
    expect(await Promise.race([reply, "nothing"])).toBe("nothing");
    stop.abort();
    expect(plays).toBe(1);
  });

  it("torn: a whole answer of half the JSON", async () => {
    const { reply, plays } = await resetAmid("torn");
    const text = await (await reply).text();
    expect(text).toMatch(/^\{"game_id":/);
    expect(() => JSON.parse(text)).toThrow();
    expect(plays).toBe(1);
  });

  it("odd: in the words of 2025, with actions by name", async () => {
    const { reply, plays } = await resetAmid("odd");
    const frame = await (await reply).json();
    expect(frame).toMatchObject({
      game_id: WALK,
      state: "NOT_FINISHED",
      score: 0,
      win_score: 2,
      action_input: null,
      available_actions: ["ACTION1", "ACTION2", "ACTION3", "ACTION6"],
    });
    expect(frame).not.toHaveProperty("levels_completed");
    expect(plays).toBe(1);
  });

  it("slow: a byte at a time", async () => {
    const { reply, plays, clock } = await resetAmid("slow", { byteMs: 1000 });
    const body = (await reply).body?.getReader();
    await vi.waitUntil(() => clock.sleepers() === 1, { interval: 1, timeout: 10_000 });
    for (const character of '{"g') {
      await clock.advance(1000);
      expect(new TextDecoder().decode((await body?.read())?.value)).toBe(character);
    }
    expect(plays).toBe(1);
  });

  it("endless: more than any reply, and no more than is taken", async () => {
    const { reply, plays, stop } = await resetAmid("endless");
    const answer = await reply;
    expect(answer.headers.get("content-length")).toBeNull();
    let bytes = 0;
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > 5_000_000) break;
    }
    stop.abort();
    expect(plays).toBe(1);
  });
});

it("everywhere: a server that is mute from the first request", async () => {
  const faults = { ...NO_FAULTS, shares: { mute: 1 }, everywhere: true };
  const heard: ArcadeRequest[] = [];
  const { url } = await startArcade({ faults, onRequest: (one) => heard.push(one) });
  const { port } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  let told = "";
  socket.on("data", (bytes) => {
    told += bytes;
  });
  socket.write("GET /api/games HTTP/1.1\r\nHost: localhost\r\nX-API-Key: key\r\n\r\n");
  await vi.waitUntil(() => heard.length === 1, { interval: 1, timeout: 10_000 });
  expect([heard[0]?.status, told]).toEqual([200, ""]);
});

describe("a 429", () => {
  it.each([
    [null, null],
    ["seconds", "60"],
    ["date", "Thu, 01 Jan 2026 00:01:00 GMT"],
    ["epoch", "1767225660"],
  ] as const)("tells how long to wait as %s", async (retryAfter, value) => {
    const { url } = await startArcade({ rpm: 1, faults: { ...NO_FAULTS, retryAfter } });
    await fetch(`${url}/api/healthcheck`);
    const { status, headers } = await fetch(`${url}/api/healthcheck`);
    expect([status, headers.get("retry-after")]).toEqual([429, value]);
  });
});

it("with level resets only, a RESET keeps the levels and is billed", async () => {
  const { visit } = await startArcade({ faults: { ...NO_FAULTS, levelResetsOnly: true } });
  const visitor = visit();
  const card_id = await visitor.open();
  const { guid } = (await visitor.post("/api/cmd/RESET", { game_id: WALK, card_id })).body;
  const command = async (name: string) =>
    (await visitor.post(`/api/cmd/${name}`, { game_id: WALK, guid })).body;
  for (let i = 0; i < 2; i++) await command("ACTION1");
  for (let i = 0; i < 2; i++) {
    expect(await command("RESET")).toMatchObject({ levels_completed: 1, action_input: { id: 0 } });
  }
  const card = await visitor.get(`/api/scorecard/${card_id}`);
  expect(card.body.environments[0].runs).toMatchObject([{ actions: 4, resets: 2 }]);
  for (let i = 0; i < 2; i++) await command("ACTION1");
  // Only a game that was won starts again.
  expect(await command("RESET")).toMatchObject({ levels_completed: 0 });
});
