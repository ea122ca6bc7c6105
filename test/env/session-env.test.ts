import fc from "fast-check";
import { expect, it } from "vitest";
import { createClient } from "../../src/api/client.ts";
import { createSessionEnv } from "../../src/env/session-env.ts";
import { type Action, click, RESET } from "../../src/game/action.ts";
import { type EnvWorld, envContract } from "../contract/env.ts";
import { startArcade, WALK } from "../helpers/arcade-visitor.ts";
import { type Fate, startLossyProxy } from "../helpers/lossy-proxy.ts";
import { createTestHttp } from "../helpers/test-http.ts";

/** Makes games on cards of their own, on one server that a lossy proxy stands before. */
async function startWorlds(competition: boolean) {
  const { url } = await startArcade({ rpm: null });
  let current: { fate: Fate } | null = null;
  const proxy = await startLossyProxy(url, () => current?.fate ?? "pass");
  const client = createClient(createTestHttp(proxy), "a-key");
  return async (): Promise<EnvWorld> => {
    const card = await client.openCard({ tags: [], competition });
    const world = {
      env: createSessionEnv({ gameId: WALK, card, competition }),
      async told() {
        // An open competition card cannot be read.
        const scorecard = await (competition ? card.close() : card.read());
        return scorecard?.games.find((game) => game.gameId === WALK);
      },
      fate: "pass" as Fate,
    };
    current = world;
    return world;
  };
}

envContract("a session on an open card", () => startWorlds(false));

const action = fc.constantFrom<Action>(
  RESET,
  RESET,
  { id: 1 },
  { id: 2 },
  { id: 3 },
  click(63, 63),
);

it("bills any play on a competition card as the server does, refused RESETs included", async () => {
  const begin = await startWorlds(true);
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 10 }), async (list) => {
      const { env, told } = await begin();
      for (const taken of [RESET, ...list]) {
        const { frame, resetKeepsLevels } = env;
        const after = await env.step(taken).catch(() => null);
        if (taken.id !== 0 || !frame || !after) continue;
        // No RESET costs a level here but the one after a WIN.
        const kept = resetKeepsLevels || frame.state !== "WIN";
        expect(after.levelsCompleted).toBe(kept ? frame.levelsCompleted : 0);
      }
      const { actions, resets } = env;
      expect(await told()).toMatchObject({ actions, resets });
    }),
    { numRuns: 50 },
  );
});

it("takes a lost step on a competition card for carried out, so that no budget is exceeded", async () => {
  const begin = await startWorlds(true);
  const fates = fc.constantFrom<Fate>("pass", "pass", "lost before", "lost after");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(action, fates), { maxLength: 10 }), async (list) => {
      const world = await begin();
      const { env } = world;
      await env.step(RESET);
      for (const [taken, fate] of list) {
        world.fate = fate;
        if (await env.step(taken).catch(() => null)) continue;
        await env.settle();
      }
      expect(env.actions).toBeGreaterThanOrEqual((await world.told())?.actions as number);
    }),
    { numRuns: 50 },
  );
});

it.each<[Action[], Fate, number]>([
  [[{ id: 3 }], "lost after", 0],
  [[{ id: 3 }], "lost before", 1],
  [[{ id: 2 }, RESET], "lost after", 0],
  [[{ id: 2 }, RESET], "lost before", 1],
  [[click(63, 63), click(63, 63), RESET], "lost after", 0],
])("overstates %j, the last one %s, by %i on a competition card", async (list, fate, extra) => {
  const world = await (await startWorlds(true))();
  const { env } = world;
  await env.step(RESET);
  for (const taken of list.slice(0, -1)) await env.step(taken);
  world.fate = fate;
  await expect(env.step(list.at(-1) as Action)).rejects.toMatchObject({ code: "REPLY_LOST" });
  expect(env.isSettled).toBe(false);
  await env.settle();
  expect(env.isSettled).toBe(true);
  expect(env.frameIsCertain).toBe(false);
  world.fate = "pass";
  // After a RESET that was carried out the game goes on: another one would be refused, and billed.
  if (extra === 0) {
    expect((await env.step({ id: 3 })).state).toBe("NOT_FINISHED");
    expect(env.resetKeepsLevels).toBe(true);
  }
  expect(env.actions - ((await world.told())?.actions ?? 0)).toBe(extra);
});
