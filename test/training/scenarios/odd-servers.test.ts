import { expect, it } from "vitest";
import type { Agent } from "../../../src/agents/agent.ts";
import { createClient } from "../../../src/api/client.ts";
import { NO_FAULTS } from "../../../src/arcade/faults.ts";
import type { Env } from "../../../src/env/env.ts";
import { createSessionEnv } from "../../../src/env/session-env.ts";
import { RESET } from "../../../src/game/action.ts";
import type { Step } from "../../../src/game/step.ts";
import type { TrainingEvent } from "../../../src/training/events.ts";
import { API_DELAYS } from "../../../src/training/failure-policy.ts";
import { createGameTraining } from "../../../src/training/game-training.ts";
import { startArcade, WALK } from "../../helpers/arcade-visitor.ts";
import { createEagerClock } from "../../helpers/eager-clock.ts";
import { startServer } from "../../helpers/http-server.ts";
import { createTestHttp } from "../../helpers/test-http.ts";

async function sessionOn(url: string, gameId: string) {
  const client = createClient(createTestHttp(url), "a-key");
  const card = await client.openCard({ tags: [], competition: false });
  return { card, env: createSessionEnv({ gameId, card, competition: false }) };
}

/** Trains for 30 actions at most; returns the ending and all failures told. */
async function trainOn(env: Env, agent: Agent) {
  const failures: string[] = [];
  const training = createGameTraining({
    env,
    agent,
    limits: { maxActions: 30, maxEpisodes: Infinity, untilLevels: Infinity, afterWin: "end" },
    delays: API_DELAYS,
    clock: createEagerClock(),
    outage: { stepped: () => undefined, isGeneralSince: () => false },
    stop: new AbortController().signal,
    async emit(event: TrainingEvent) {
      if (event.type === "error") failures.push(event.code);
    },
    saveMemory: async () => undefined,
  });
  return { ending: await training.play(), failures };
}

const FRAME = {
  game_id: "ls20-1",
  guid: "g",
  frame: [[[1]]],
  state: "NOT_FINISHED",
  available_actions: [1, 2],
};

/** A server whose game fails on some actions, as the official one tells it; or on the n-th command. */
async function startFailing(fails: (path: string, at: number) => "refused" | "page" | null) {
  let at = 0;
  return await startServer(({ path }, response) => {
    if (path.endsWith("/open")) return void response.end('{"card_id":"c"}');
    if (!path.startsWith("/api/cmd/")) return void response.writeHead(404).end("{}");
    at += 1;
    const fate = fails(path, at);
    if (fate === "page") return void response.end("<html>please wait</html>");
    if (fate === null) return void response.end(JSON.stringify(FRAME));
    response.writeHead(400).end('{"error":"GAME_NOT_STARTED_ERROR","message":"not started"}');
  });
}

it("tells the agent that nothing came of an action that the game fails on, and takes no RESET for it", async () => {
  const { url, received } = await startFailing((path) => (path.endsWith("1") ? "refused" : null));
  const { env } = await sessionOn(url, "ls20-1");
  const seen: Step[] = [];
  let isTried = false;
  const { ending } = await trainOn(env, {
    choose: () => ({ id: isTried ? 2 : 1 }),
    observe(step) {
      seen.push(step);
      if (step.action.id === 1) isTried = true;
    },
  });
  expect(seen[1]).toMatchObject({ action: { id: 1 }, billed: 0, levelCompleted: false });
  expect(seen[1]?.after).toBe(seen[1]?.before);
  expect(received.filter(({ path }) => path.endsWith("RESET"))).toHaveLength(1);
  expect(ending).toMatchObject({ reason: "budget", actions: 30, resets: 0 });
});

it("gives up a game that fails on every action, though each RESET begins it anew for nothing", async () => {
  const { url, received } = await startFailing((path) =>
    path.endsWith("RESET") ? null : "refused",
  );
  const { env } = await sessionOn(url, "ls20-1");
  const { ending } = await trainOn(env, { choose: () => ({ id: 1 }) });
  expect(ending).toMatchObject({ reason: "error", actions: 0 });
  expect(received.length).toBeLessThan(15);
});

it("plays on after a page in place of a reply", async () => {
  const { url } = await startFailing((_path, at) => (at % 7 === 0 ? "page" : null));
  const { env } = await sessionOn(url, "ls20-1");
  const { ending, failures } = await trainOn(env, { choose: () => ({ id: 1 }) });
  expect(ending).toMatchObject({ reason: "budget", actions: 30 });
  expect(new Set(failures)).toEqual(new Set(["API_UNREADABLE"]));
});

it("asks a server that refuses whole restarts once, and keeps its bill", async () => {
  const { url } = await startArcade({ faults: { ...NO_FAULTS, levelResetsOnly: true } });
  const { env, card } = await sessionOn(url, WALK);
  let restarts = 0;
  const { ending } = await trainOn(env, {
    choose({ levelsCompleted }) {
      if (levelsCompleted === 0 || !env.canRestartGame)
        return { id: levelsCompleted === 0 ? 1 : 3 };
      restarts += 1;
      return { ...RESET, wholeGame: true };
    },
  });
  expect(restarts).toBe(1);
  expect(ending).toMatchObject({ reason: "budget", actions: 30, resets: 1 });
  const closed = await card.close();
  expect(closed?.games[0]).toMatchObject({ actions: 30, resets: 1 });
});
