import fc from "fast-check";
import { expect, it } from "vitest";
import type { Agent } from "../../../src/agents/agent.ts";
import { createPlayLog } from "../../../src/agents/explorer/strategies/search/play-log.ts";
import { createClient } from "../../../src/api/client.ts";
import { createSessionEnv } from "../../../src/env/session-env.ts";
import { type Action, click } from "../../../src/game/action.ts";
import type { Step } from "../../../src/game/step.ts";
import { API_DELAYS } from "../../../src/training/failure-policy.ts";
import { createGameTraining } from "../../../src/training/game-training.ts";
import { startArcade, WALK } from "../../helpers/arcade-visitor.ts";
import { createEagerClock } from "../../helpers/eager-clock.ts";
import { type Fate, startLossyProxy } from "../../helpers/lossy-proxy.ts";
import { createTestHttp } from "../../helpers/test-http.ts";

const NEW_PLAY: Action = { id: 0, wholeGame: true };
const choices = fc.array(
  fc.constantFrom<Action>({ id: 1 }, { id: 1 }, { id: 2 }, { id: 3 }, click(63, 63), NEW_PLAY),
  { minLength: 1, maxLength: 12 },
);

/** Makes sessions in which an agent goes through `wishes` again and again, new plays where it may. */
async function startSessions(competition = false) {
  const { url } = await startArcade({ rpm: null });
  let fate: () => Fate = () => "pass";
  const proxy = await startLossyProxy(url, () => fate());
  const client = createClient(createTestHttp(proxy), "a-key");
  return async (wishes: readonly Action[], maxActions: number, nextFate: () => Fate) => {
    fate = () => "pass";
    const card = await client.openCard({ tags: [], competition });
    const env = createSessionEnv({ gameId: WALK, card, competition });
    const seen: Step[] = [];
    let turn = 0;
    const agent: Agent = {
      choose() {
        return wishes[turn++ % wishes.length] as Action;
      },
      observe: (step) => void seen.push(step),
      playsOn: () => true,
    };
    const training = createGameTraining({
      env,
      agent,
      limits: {
        maxActions,
        maxEpisodes: Number.POSITIVE_INFINITY,
        untilLevels: Number.POSITIVE_INFINITY,
        afterWin: "ask-agent",
      },
      delays: API_DELAYS,
      clock: createEagerClock(),
      stop: new AbortController().signal,
      emit: async () => undefined,
      outage: { stepped: () => undefined, isGeneralSince: () => false },
      saveMemory: async () => undefined,
    });
    fate = nextFate;
    const ending = await training.play();
    fate = () => "pass";
    const scorecard = await card.close();
    return { ending, seen, told: scorecard?.games.find(({ gameId }) => gameId === WALK) };
  };
}

it("bills many plays of one game as the server does, to the action, and so does the agent", async () => {
  const play = await startSessions();
  await fc.assert(
    fc.asyncProperty(choices, fc.integer({ min: 1, max: 40 }), async (wishes, maxActions) => {
      const { ending, seen, told } = await play(wishes, maxActions, () => "pass");
      expect(ending).toMatchObject({ actions: maxActions, reason: "budget" });
      expect(told).toMatchObject({ actions: maxActions, resets: ending.resets });
      expect(told?.plays).toHaveLength(seen.filter(({ billed }) => billed === 0).length);

      const log = createPlayLog();
      for (const step of seen) log.observe(step);
      expect(log.billed).toBe(maxActions);
      const finished = told?.plays.map((one) => one.levelActions.slice(0, one.levelsCompleted));
      expect(log.plays.filter(({ length }) => length > 0)).toEqual(
        finished?.filter(({ length }) => length > 0),
      );
    }),
    { numRuns: 40 },
  );
});

it("keeps the bill of many plays exact while replies are lost", async () => {
  const play = await startSessions();
  const fates = fc.array(
    fc.constantFrom<Fate>("pass", "pass", "pass", "lost before", "lost after"),
    {
      minLength: 1,
      maxLength: 9,
    },
  );
  await fc.assert(
    fc.asyncProperty(choices, fates, async (wishes, list) => {
      let command = 0;
      const fate = () => list[command++ % list.length] as Fate;
      const { ending, told } = await play(wishes, 15, fate);
      // Where no RESET ever came through, the card does not know the game.
      const { actions, resets } = told ?? { actions: 0, resets: 0 };
      expect({ actions, resets }).toEqual({ actions: ending.actions, resets: ending.resets });
      expect(ending.actions).toBeLessThanOrEqual(15);
    }),
    { numRuns: 40 },
  );
});

it("begins no new play in competition mode", async () => {
  const play = await startSessions(true);
  const { ending, told } = await play([{ id: 1 }, NEW_PLAY], 3, () => "pass");
  expect(ending).toMatchObject({ reason: "budget", actions: 3 });
  expect(told).toMatchObject({ actions: 3, resets: 0 });
  expect(told?.plays).toHaveLength(1);
});
