import { describe, expect, it } from "vitest";
import { createClient } from "../../../src/api/client.ts";
import type { Env } from "../../../src/env/env.ts";
import { createSessionEnv } from "../../../src/env/session-env.ts";
import { RESET } from "../../../src/game/action.ts";
import { startServer } from "../../helpers/http-server.ts";
import { createTestHttp } from "../../helpers/test-http.ts";

const GAME = "ls20-1";
const FRAME = { game_id: GAME, guid: "g", frame: [[[1]]], available_actions: [1, 2] };
const NOT_STARTED = { error: "GAME_NOT_STARTED_ERROR", message: "it has not been started" };
const LOST = "lost";

/** What a command is answered: a frame of a state and its levels, a refusal, or nothing. */
type Reply = [state: string, levels: number] | typeof NOT_STARTED | typeof LOST;

/** An Env on a server that answers commands one after the other so, and whose card says `run` of its one run. */
async function envOn(replies: readonly Reply[], run: object, changes: object = {}): Promise<Env> {
  let at = 0;
  const { url } = await startServer(({ path }, response, drop) => {
    if (path.endsWith("/open")) return void response.end('{"card_id":"c"}');
    if (path === "/api/scorecard/c") {
      const one = { score: 0, levels_completed: 0, actions: 0, resets: 0, ...run };
      const game = { id: GAME, ...one, runs: [one], ...changes };
      return void response.end(JSON.stringify({ card_id: "c", score: 0, environments: [game] }));
    }
    const reply = replies[at++] as Reply;
    if (reply === LOST) return drop();
    if (!Array.isArray(reply)) return void response.writeHead(400).end(JSON.stringify(reply));
    const [state, levels_completed] = reply;
    const action_input = { id: Number(path.at(-1)) || 0, data: {} };
    response.end(JSON.stringify({ ...FRAME, state, levels_completed, action_input }));
  });
  const client = createClient(createTestHttp(url), "key");
  const card = await client.openCard({ tags: [], competition: false });
  return createSessionEnv({ gameId: GAME, card, competition: false });
}

const act = (env: Env) => env.step({ id: 1 }).catch((error) => error.code);

describe("a game that says it was not begun while it is on", () => {
  it("is over only when another action is refused too", async () => {
    const env = await envOn([["NOT_FINISHED", 0], NOT_STARTED, NOT_STARTED], {});
    await env.step(RESET);
    const { frame } = env;
    expect(await act(env)).toBe("API_NOT_STARTED");
    // A fault of its own code: the level is not given up.
    expect(env.frame).toBe(frame);
    expect(await act(env)).toBe("API_NOT_STARTED");
    expect(env.frame?.state).toBe("GAME_OVER");
    expect(env.actions).toBe(0);
  });

  it("is on again after an action that is taken", async () => {
    const on: Reply = ["NOT_FINISHED", 0];
    const env = await envOn([on, NOT_STARTED, on, NOT_STARTED], {});
    await env.step(RESET);
    for (let turn = 0; turn < 3; turn++) await act(env);
    expect(env.frame?.state).toBe("NOT_FINISHED");
    expect(env.actions).toBe(1);
  });

  it("is over at once where a reply was lost before", async () => {
    const env = await envOn([["NOT_FINISHED", 0], LOST, NOT_STARTED], { actions: 1 });
    await env.step(RESET);
    await act(env);
    await env.settle();
    expect(await act(env)).toBe("API_NOT_STARTED");
    expect(env.frame?.state).toBe("GAME_OVER");
  });
});

describe("a scorecard that goes on calling a play over", () => {
  const over: Reply[] = [
    ["NOT_FINISHED", 0],
    ["GAME_OVER", 0],
  ];

  it("is not believed when that play was over before", async () => {
    const run = { state: "GAME_OVER", actions: 3, resets: 1 };
    const env = await envOn([...over, ["NOT_FINISHED", 0], LOST], run);
    for (const id of [0, 1, 0, 1] as const) await env.step({ id }).catch(() => undefined);
    await env.settle();
    expect(env).toMatchObject({ actions: 3, frame: { state: "NOT_FINISHED" } });
  });

  it("is not believed of the RESET whose reply was lost", async () => {
    const env = await envOn([...over, LOST], { state: "GAME_OVER", actions: 2, resets: 1 });
    for (const id of [0, 1, 0] as const) await env.step({ id }).catch(() => undefined);
    await env.settle();
    expect(env).toMatchObject({ actions: 2, resets: 1, frame: { state: "NOT_FINISHED" } });
  });

  it("is believed the first time", async () => {
    const run = { state: "GAME_OVER", actions: 1 };
    const env = await envOn([["NOT_FINISHED", 0], LOST], run);
    for (const id of [0, 1] as const) await env.step({ id }).catch(() => undefined);
    await env.settle();
    expect(env).toMatchObject({ actions: 1, frame: { state: "GAME_OVER" } });
  });
});

it("takes an answer to RESET with levels completed for a refusal: it is billed, and no more are tried", async () => {
  const env = await envOn(
    [
      ["NOT_FINISHED", 0],
      ["NOT_FINISHED", 1],
      ["NOT_FINISHED", 1],
    ],
    {},
  );
  await env.step(RESET);
  await env.step({ id: 1 });
  expect(env.canRestartGame).toBe(true);
  await env.step(RESET);
  expect(env).toMatchObject({ canRestartGame: false, actions: 2, resets: 1 });
});

it("takes a lost step for carried out where its game on the card cannot be read", async () => {
  const env = await envOn([["NOT_FINISHED", 0], LOST], {}, { actions: -1 });
  await env.step(RESET);
  await act(env);
  await env.settle();
  expect(env).toMatchObject({ actions: 1, frameIsCertain: false, isSettled: true });
});
