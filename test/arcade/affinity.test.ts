import { describe, expect, it } from "vitest";
import { createAffinity } from "../../src/arcade/affinity.ts";
import { startArcade, type Visitor, WALK } from "../helpers/arcade-visitor.ts";

async function tryAll(visitor: Visitor, cardId: string, guid: string) {
  const start = await visitor.post("/api/cmd/RESET", { game_id: WALK, card_id: cardId });
  const act = await visitor.post("/api/cmd/ACTION1", { game_id: WALK, guid });
  const get = await visitor.get(`/api/scorecard/${cardId}`);
  const close = await visitor.post("/api/scorecard/close", { card_id: cardId });
  return [start.status, act.status, get.status, close.status];
}

async function openAndStart(visitor: Visitor) {
  const cardId = await visitor.open();
  const opening = await visitor.post("/api/cmd/RESET", { game_id: WALK, card_id: cardId });
  return { cardId, guid: opening.body.guid as string };
}

describe("cookies", () => {
  it("lead to the card and its plays", async () => {
    const visitor = (await startArcade()).visit();
    const { cardId, guid } = await openAndStart(visitor);
    expect([...visitor.jar.keys()].sort()).toEqual(["AWSALBAPP-0", "GAMESESSION"]);
    expect(await tryAll(visitor, cardId, guid)).toEqual([200, 200, 200, 200]);
  });

  it.each([
    ["both", ["AWSALBAPP-0", "GAMESESSION"]],
    ["the balancer's", ["AWSALBAPP-0"]],
    ["the session's", ["GAMESESSION"]],
  ])("are missed: without %s nothing is found", async (_, lost) => {
    const { visit } = await startArcade();
    const visitor = visit();
    const { cardId, guid } = await openAndStart(visitor);
    const forgetful = visit();
    const kept = [...visitor.jar].filter(([name]) => !lost.includes(name));
    // Each call on its own: a reply's cookies would lead it elsewhere for good.
    forgetful.jar.set = () => forgetful.jar;
    for (const [name, value] of kept) Map.prototype.set.call(forgetful.jar, name, value);
    expect(await tryAll(forgetful, cardId, guid)).toEqual([400, 400, 404, 404]);
    expect(await tryAll(visitor, cardId, guid)).toEqual([200, 200, 200, 200]);
  });

  it("of another instance do not find the card", async () => {
    const { visit } = await startArcade();
    const { cardId, guid } = await openAndStart(visit());
    const other = visit();
    await other.open();
    expect(await tryAll(other, cardId, guid)).toEqual([400, 400, 404, 404]);
  });

  it("change with every reply, errors included, and the first ones stay good", async () => {
    const { visit } = await startArcade();
    const visitor = visit();
    const { cardId, guid } = await openAndStart(visitor);
    const old = new Map(visitor.jar);
    for (const path of ["/api/games", "/api/nothing", "/api/scorecard/none"]) {
      const before = visitor.jar.get("AWSALBAPP-0");
      await visitor.get(path);
      expect(visitor.jar.get("AWSALBAPP-0")).not.toBe(before);
    }
    const late = visit();
    for (const [name, value] of old) late.jar.set(name, value);
    expect(await tryAll(late, cardId, guid)).toEqual([200, 200, 200, 200]);
  });

  it("hold two cards of one jar on one instance", async () => {
    const visitor = (await startArcade()).visit();
    const first = await openAndStart(visitor);
    const second = await openAndStart(visitor);
    expect(await tryAll(visitor, first.cardId, first.guid)).toEqual([200, 200, 200, 200]);
    expect(await tryAll(visitor, second.cardId, second.guid)).toEqual([200, 200, 200, 200]);
  });

  it("are not needed where the server says so", async () => {
    const { visit } = await startArcade({ requireCookies: false });
    const { cardId, guid } = await openAndStart(visit());
    expect(await tryAll(visit(), cardId, guid)).toEqual([200, 200, 200, 200]);
  });
});

describe("createAffinity", () => {
  const affinity = createAffinity();

  it("reads its cookies among others, in any order", () => {
    const pairs = affinity.cookies("here").map((line) => line.split(";")[0]);
    expect(affinity.route(["a=b", ...pairs, "c=d.e"].join("; "))).toBe("here");
    expect(affinity.route(pairs.toReversed().join(";"))).toBe("here");
  });

  it.each([
    undefined,
    "",
    "AWSALBAPP-0; GAMESESSION",
    "AWSALBAPP-0=here.1; GAMESESSION=there.1",
    "AWSALBAPP-0=here; GAMESESSION=here",
    "XAWSALBAPP-0=here.1; GAMESESSION=here.1",
    `AWSALBAPP-0=${"x".repeat(65)}.1; GAMESESSION=${"x".repeat(65)}.1`,
  ])("finds no instance in %j", (header) => {
    expect(affinity.route(header)).toBeUndefined();
  });
});
