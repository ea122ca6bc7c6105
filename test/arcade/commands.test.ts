import { describe, expect, it } from "vitest";
import { JUMP, startArcade, type Visitor, WALK } from "../helpers/arcade-visitor.ts";

/** A visitor with a card and a play of WALK. */
async function startWalk(card: object = {}) {
  const { visit } = await startArcade();
  const visitor = visit();
  const cardId = await visitor.open(card);
  const opening = await visitor.post("/api/cmd/RESET", { game_id: WALK, card_id: cardId });
  const guid: string = opening.body.guid;
  const command = async (name: string, more: object = {}) =>
    (await visitor.post(`/api/cmd/${name}`, { game_id: WALK, guid, ...more })).body;
  return { visit, visitor, cardId, opening: opening.body, guid, command };
}

const runsOf = async (visitor: Visitor, cardId: string) =>
  (await visitor.get(`/api/scorecard/${cardId}`)).body.environments[0].runs;

const plainRows = (colour: number) => Array(4).fill(Array(4).fill(colour));

const notFound = (gameId: string) => ({
  status: 400,
  body: { error: "SERVER_ERROR", message: `game ${gameId} not found` },
});

describe("the frame", () => {
  it("opens with the first level and an empty action_input", async () => {
    const { opening } = await startWalk();
    expect(opening).toEqual({
      game_id: WALK,
      guid: expect.stringMatching(/^[\w-]{36}$/),
      frame: [plainRows(0)],
      state: "NOT_FINISHED",
      levels_completed: 0,
      win_levels: 2,
      action_input: { id: 0, data: {}, reasoning: null },
      available_actions: [1, 2, 3, 6],
      full_reset: false,
    });
  });

  it("echoes the action with its coordinates and its reasoning", async () => {
    const { command } = await startWalk();
    const reasoning = { why: "zu prüfen", list: [1, null] };
    expect((await command("ACTION6", { x: 5, y: 60, reasoning })).action_input).toEqual({
      id: 6,
      data: { game_id: WALK, x: 5, y: 60 },
      reasoning,
    });
    expect((await command("ACTION1", { x: 5, y: 60 })).action_input).toEqual({
      id: 1,
      data: { game_id: WALK },
      reasoning: null,
    });
  });

  it("shows the animation first, and after a finished level the next one last", async () => {
    const { command } = await startWalk();
    expect((await command("ACTION3")).frame).toEqual([14, 15, 0].map(plainRows));
    expect((await command("ACTION1")).frame).toEqual([plainRows(8)]);
    const finished = await command("ACTION1");
    expect(finished).toMatchObject({ levels_completed: 1, state: "NOT_FINISHED" });
    expect(finished.frame).toEqual([8, 1].map(plainRows));
  });

  it("ends with WIN after the last level", async () => {
    const { command } = await startWalk();
    for (let i = 0; i < 3; i++) await command("ACTION1");
    const won = await command("ACTION1");
    expect(won).toMatchObject({ levels_completed: 2, state: "WIN", frame: [plainRows(9)] });
  });
});

describe("RESET", () => {
  it("without a guid starts a new session, every time", async () => {
    const { visitor, cardId, guid } = await startWalk();
    const again = await visitor.post("/api/cmd/RESET", { game_id: WALK, card_id: cardId });
    expect(again.body.guid).not.toBe(guid);
    const runs = await runsOf(visitor, cardId);
    expect(runs).toMatchObject([
      { guid, actions: 0 },
      { guid: again.body.guid, actions: 0 },
    ]);
  });

  it("restarts the level after an action and bills an action and a reset", async () => {
    const { visitor, cardId, command } = await startWalk();
    for (let i = 0; i < 3; i++) await command("ACTION1");
    const reset = await command("RESET");
    expect(reset).toMatchObject({ levels_completed: 1, frame: [plainRows(1)], full_reset: false });
    expect(reset.action_input).toEqual({ id: 0, data: { game_id: WALK }, reasoning: null });
    expect(await runsOf(visitor, cardId)).toMatchObject([
      { actions: 4, resets: 1, levels_completed: 1, level_actions: [2, 2] },
    ]);
  });

  it("restarts the level after GAME_OVER", async () => {
    const { visitor, cardId, command } = await startWalk();
    expect((await command("ACTION2")).state).toBe("GAME_OVER");
    expect(await command("RESET")).toMatchObject({ state: "NOT_FINISHED", levels_completed: 0 });
    expect((await command("ACTION1")).frame).toEqual([plainRows(8)]);
    // The card tells of the loss until the game is won.
    expect(await runsOf(visitor, cardId)).toMatchObject([
      { actions: 3, resets: 1, state: "GAME_OVER", completed: false },
    ]);
    for (let i = 0; i < 3; i++) await command("ACTION1");
    expect(await runsOf(visitor, cardId)).toMatchObject([{ state: "WIN", completed: true }]);
  });

  it("that begins a play tells nothing of a loss before it", async () => {
    const { visitor, cardId, command } = await startWalk();
    for (const name of ["ACTION2", "RESET", "RESET"]) await command(name);
    expect(await runsOf(visitor, cardId)).toMatchObject([
      { state: "GAME_OVER", actions: 2 },
      { state: "NOT_FINISHED", actions: 0 },
    ]);
  });

  it("right after a finished level throws the game away: a new run of the same guid", async () => {
    const { visitor, cardId, guid, command } = await startWalk();
    for (let i = 0; i < 2; i++) await command("ACTION1");
    expect(await command("RESET")).toMatchObject({ levels_completed: 0, frame: [plainRows(0)] });
    expect(await runsOf(visitor, cardId)).toMatchObject([
      { guid, actions: 2, resets: 0, levels_completed: 1 },
      { guid, actions: 0, resets: 0, levels_completed: 0 },
    ]);
  });

  it("twice in a row leaves a junk run", async () => {
    const { visitor, cardId, command } = await startWalk();
    await command("ACTION1");
    await command("RESET");
    await command("RESET");
    await command("RESET");
    const runs = await runsOf(visitor, cardId);
    expect(runs.map((run: { actions: number }) => run.actions)).toEqual([2, 0, 0]);
  });

  it.each([{}, { competition_mode: true }])(
    "at WIN starts a new run, on a card %j",
    async (card) => {
      const { visitor, cardId, command } = await startWalk(card);
      for (let i = 0; i < 4; i++) await command("ACTION1");
      expect(await command("RESET")).toMatchObject({ state: "NOT_FINISHED", levels_completed: 0 });
      const closed = await visitor.post("/api/scorecard/close", { card_id: cardId });
      expect(closed.body.environments[0].runs).toMatchObject([
        { state: "WIN", actions: 4, completed: true },
        { state: "NOT_FINISHED", actions: 0, completed: false },
      ]);
    },
  );

  it("needs no card_id with a guid, and a good one without", async () => {
    const { visitor, command } = await startWalk();
    await command("ACTION1");
    expect(await command("RESET")).toMatchObject({ levels_completed: 0 });
    for (const card_id of [undefined, null, "", "none"]) {
      expect(await visitor.post("/api/cmd/RESET", { game_id: WALK, card_id })).toMatchObject(
        notFound(WALK),
      );
    }
  });

  it("opens a session without a word of the reasoning it came with", async () => {
    const { visitor, cardId, command } = await startWalk();
    const body = { game_id: WALK, card_id: cardId, reasoning: { why: "begin" } };
    const opening = await visitor.post("/api/cmd/RESET", body);
    expect(opening.body.action_input).toEqual({ id: 0, data: {}, reasoning: null });
    await command("ACTION1");
    const restart = await command("RESET", { reasoning: { why: "again" } });
    expect(restart.action_input.reasoning).toEqual({ why: "again" });
  });

  it("takes a bare name, which then addresses nothing", async () => {
    const { visitor, cardId } = await startWalk();
    const opening = await visitor.post("/api/cmd/RESET", { game_id: "walk", card_id: cardId });
    expect(opening).toMatchObject({ status: 200, body: { game_id: "walk" } });
    const { guid } = opening.body;
    const act = (game_id: string) => visitor.post("/api/cmd/ACTION1", { game_id, guid });
    expect(await act("walk")).toMatchObject(notFound("walk"));
    expect((await act(WALK)).status).toBe(200);
  });

  it("does not know other games or other people's cards", async () => {
    const { visit, visitor, cardId } = await startWalk();
    for (const game_id of ["none-0001", "__proto__", "constructor"]) {
      expect(await visitor.post("/api/cmd/RESET", { game_id, card_id: cardId })).toMatchObject(
        notFound(game_id),
      );
    }
    const stranger = visit("another-key");
    for (const [name, value] of visitor.jar) stranger.jar.set(name, value);
    expect(await stranger.post("/api/cmd/RESET", { game_id: WALK, card_id: cardId })).toMatchObject(
      notFound(WALK),
    );
  });
});

describe("RESET on a competition card", () => {
  it("after an action restarts the level, as on any card", async () => {
    const { visitor, cardId, command } = await startWalk({ competition_mode: true });
    for (let i = 0; i < 3; i++) await command("ACTION1");
    expect(await command("RESET")).toMatchObject({ levels_completed: 1, frame: [plainRows(1)] });
    const closed = await visitor.post("/api/scorecard/close", { card_id: cardId });
    expect(closed.body.environments[0].runs).toMatchObject([{ actions: 4, resets: 1 }]);
  });

  it("without an action is refused in silence and billed: four make 2 + 4 actions in one run", async () => {
    const { visitor, cardId, command } = await startWalk({ competition_mode: true });
    await command("ACTION1");
    const finished = await command("ACTION1");
    for (let i = 0; i < 4; i++) expect(await command("RESET")).toEqual(finished);
    const closed = await visitor.post("/api/scorecard/close", { card_id: cardId });
    expect(closed.body.environments[0].runs).toMatchObject([
      { actions: 6, resets: 0, levels_completed: 1 },
    ]);
  });

  it("counts as a reset where a RESET's frame is echoed", async () => {
    const { visitor, cardId, command, opening } = await startWalk({ competition_mode: true });
    expect(await command("RESET")).toEqual(opening);
    await command("ACTION1");
    const restarted = await command("RESET");
    expect(await command("RESET")).toEqual(restarted);
    const closed = await visitor.post("/api/scorecard/close", { card_id: cardId });
    expect(closed.body.environments[0].runs).toMatchObject([{ actions: 4, resets: 3 }]);
  });

  it("starts each game once only", async () => {
    const { visitor, cardId } = await startWalk({ competition_mode: true });
    const start = (game_id: string) => visitor.post("/api/cmd/RESET", { game_id, card_id: cardId });
    expect(await start(WALK)).toMatchObject(notFound(WALK));
    expect((await start(JUMP)).status).toBe(200);
  });
});

describe("ACTION", () => {
  it("is billed although the game does not list it", async () => {
    const { visitor, cardId, command } = await startWalk();
    expect(await command("ACTION5")).toMatchObject({ state: "NOT_FINISHED" });
    expect(await command("ACTION7")).toMatchObject({ action_input: { id: 7 } });
    expect(await runsOf(visitor, cardId)).toMatchObject([{ actions: 2 }]);
  });

  it.each(["ACTION2", "WIN"])("after %s is refused and not billed", async (end) => {
    const { visitor, cardId, command, guid } = await startWalk();
    if (end === "WIN") for (let i = 0; i < 4; i++) await command("ACTION1");
    else await command(end);
    const [before] = await runsOf(visitor, cardId);
    const refused = await visitor.post("/api/cmd/ACTION1", { game_id: WALK, guid });
    expect(refused).toMatchObject({
      status: 400,
      body: {
        error: "GAME_NOT_STARTED_ERROR",
        message: `game ${WALK} is available but has not been started, send RESET to begin playing`,
      },
    });
    expect(await runsOf(visitor, cardId)).toEqual([before]);
  });

  it("needs a game_id, and a guid that is known", async () => {
    const { visitor, guid } = await startWalk();
    expect(await visitor.post("/api/cmd/ACTION1", { guid })).toMatchObject({
      status: 400,
      body: { error: "VALIDATION_ERROR", message: "missing `game_id` in action data" },
    });
    for (const unknown of [undefined, null, "none"]) {
      const body = { game_id: WALK, guid: unknown };
      expect(await visitor.post("/api/cmd/ACTION1", body)).toMatchObject(notFound(WALK));
    }
    expect(await visitor.post("/api/cmd/ACTION1", { game_id: JUMP, guid })).toMatchObject(
      notFound(JUMP),
    );
    expect(await visitor.post("/api/cmd/ACTION1", { game_id: "", guid })).toMatchObject(
      notFound(""),
    );
  });

  it.each([null, 5, [WALK], true])("refuses the game_id %j in the API's own words", async (id) => {
    const { visitor, guid } = await startWalk();
    expect(await visitor.post("/api/cmd/ACTION1", { game_id: id, guid })).toMatchObject({
      status: 400,
      body: { error: "VALIDATION_ERROR", message: "{e}}" },
    });
  });

  it("finds nothing by ids that are no text", async () => {
    const { visitor } = await startWalk();
    const body = { game_id: WALK, guid: 5, card_id: true };
    expect(await visitor.post("/api/cmd/ACTION1", body)).toMatchObject(notFound(WALK));
  });

  it("with card_id and no known guid starts a game behind the client's back", async () => {
    const { visitor, cardId } = await startWalk();
    const act = (guid?: string) =>
      visitor.post("/api/cmd/ACTION1", { game_id: WALK, card_id: cardId, guid });
    expect(await act()).toMatchObject({
      status: 400,
      body: { message: "missing `guid` for any action other than RESET" },
    });
    // It is not performed: what comes is the opening frame, under the client's own guid.
    expect(await act("my-own")).toMatchObject({
      status: 200,
      body: {
        ...{ guid: "my-own", frame: [plainRows(0)] },
        action_input: { id: 0, data: {}, reasoning: null },
      },
    });
    expect((await act("my-own")).body).toMatchObject({ guid: "my-own", frame: [plainRows(8)] });
    const runs = await runsOf(visitor, cardId);
    expect(runs).toMatchObject([{ actions: 0 }, { actions: 0 }, { actions: 1 }]);
    expect(runs[2].guid).toMatch(/^[\w-]{36}$/);
  });

  it("for another game than its guid's needs a card too, and then starts that game", async () => {
    const { visitor, cardId, guid } = await startWalk();
    const body = { game_id: JUMP, card_id: cardId, guid };
    const reply = await visitor.post("/api/cmd/ACTION1", body);
    expect(reply.body).toMatchObject({ game_id: JUMP, guid, action_input: { id: 0 } });
  });

  it("is refused with another key's guid, which the refusal names", async () => {
    const { visit, visitor, guid } = await startWalk();
    const stranger = visit("another-key");
    for (const [name, value] of visitor.jar) stranger.jar.set(name, value);
    expect(await stranger.post("/api/cmd/ACTION1", { game_id: WALK, guid })).toMatchObject({
      status: 400,
      body: {
        error: "VALIDATION_ERROR",
        message: `game ${WALK} with guid ${guid} does not match API key another-key`,
      },
    });
  });

  it.each([
    [16_382, 200],
    [16_383, 400],
  ])("takes %d characters of reasoning with %d", async (length, status) => {
    const { visitor, cardId, guid } = await startWalk();
    const body = { game_id: WALK, guid, reasoning: "x".repeat(length) };
    const reply = await visitor.post("/api/cmd/ACTION1", body);
    expect(reply.status).toBe(status);
    if (status === 400) expect(reply.body.error).toBe("VALIDATION_ERROR");
    expect(await runsOf(visitor, cardId)).toMatchObject([{ actions: status === 200 ? 1 : 0 }]);
  });

  it.each(["ü", "\u007f", "\u0080"])("counts six bytes for each %j", async (character) => {
    const { visitor, guid } = await startWalk();
    const send = async (length: number) => {
      const body = { game_id: WALK, guid, reasoning: character.repeat(length) };
      return (await visitor.post("/api/cmd/ACTION1", body)).status;
    };
    expect([await send(2730), await send(2731)]).toEqual([200, 400]);
  });

  it("refuses reasoning nested beyond sense", async () => {
    const { visitor, guid } = await startWalk();
    const reply = await visitor.send("/api/cmd/ACTION1", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `{"game_id":"${WALK}","guid":"${guid}","reasoning":${"[".repeat(8000)}${"]".repeat(8000)}}`,
    });
    expect(reply).toMatchObject({ status: 400, body: { error: "VALIDATION_ERROR" } });
  });
});

describe("ACTION6", () => {
  it.each([{}, { x: 3 }, { y: 3 }])("with %j fails like the API", async (coordinates) => {
    const { visitor, cardId, guid } = await startWalk();
    const body = { game_id: WALK, guid, ...coordinates };
    expect(await visitor.post("/api/cmd/ACTION6", body)).toMatchObject({
      status: 500,
      type: "text/html; charset=utf-8",
    });
    expect(await runsOf(visitor, cardId)).toMatchObject([{ actions: 0 }]);
  });

  it.each([
    [64, 0],
    [0, -1],
    [1.5, 0],
    ["a", 0],
    ["64", 0],
    [null, 0],
    [[3], 0],
    ["5.", 0],
    ["", 0],
    [64, undefined],
  ])("refuses x=%j y=%j in the API's own words, unbilled", async (x, y) => {
    const { visitor, cardId, guid } = await startWalk();
    expect(await visitor.post("/api/cmd/ACTION6", { game_id: WALK, guid, x, y })).toMatchObject({
      status: 400,
      body: { error: "VALIDATION_ERROR", message: "{e}}" },
    });
    expect(await runsOf(visitor, cardId)).toMatchObject([{ actions: 0 }]);
  });

  it.each(["63", " +63", "063", "63.0"])(
    "takes text %j, echoes it, and clicks there",
    async (x) => {
      const { command } = await startWalk();
      const clicked = await command("ACTION6", { x, y: 63 });
      expect(clicked).toMatchObject({ levels_completed: 1, action_input: { data: { x, y: 63 } } });
    },
  );

  it("takes true and false for 1 and 0", async () => {
    const { command } = await startWalk();
    const clicked = await command("ACTION6", { x: true, y: false });
    expect(clicked.action_input.data).toMatchObject({ x: true, y: false });
  });
});
