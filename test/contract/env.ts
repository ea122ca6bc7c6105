import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Env } from "../../src/env/env.ts";
import { type Action, click, RESET } from "../../src/game/action.ts";
import type { GameResult } from "../../src/game/scorecard.ts";
import type { Fate } from "../helpers/lossy-proxy.ts";

/** A fresh game of the walk kind (see helpers/tiny-games.ts) on a card of its own. */
export interface EnvWorld {
  readonly env: Env;
  /** What the server's scorecard says of the game now; undefined before it was begun. */
  told(): Promise<GameResult | undefined>;
  /** What happens to every command from now on. */
  fate: Fate;
}

/** Walking, losing, looking, winning at once, and RESET more often than anybody would. */
const action: fc.Arbitrary<Action> = fc.constantFrom<Action>(
  RESET,
  RESET,
  { id: 1 },
  { id: 1 },
  { id: 2 },
  { id: 3 },
  click(63, 63),
);
const actions = fc.array(action, { minLength: 1, maxLength: 10 });
const fates = fc.constantFrom<Fate>("pass", "pass", "lost before", "lost after");

/** RESETs that were carried out unseen: on a level just begun, after losing, after winning, at the start. */
const UNSEEN_RESETS: [Action, Fate][][] = [
  [click(63, 63)],
  [click(63, 63), { id: 2 } as const],
  [click(63, 63), click(63, 63)],
  [],
].map((before) => [
  ...(before.length > 0 ? [RESET, ...before] : []).map((taken): [Action, Fate] => [taken, "pass"]),
  [RESET, "lost after"],
]);

/** Steps lost after a RESET that followed a GAME_OVER, which the card goes on to tell of. */
const LOST_AFTER_GAME_OVER: [Action, Fate][][] = (["lost before", "lost after"] as const).map(
  (fate) => [
    [RESET, "pass"],
    [{ id: 2 }, "pass"],
    [RESET, "pass"],
    [{ id: 1 }, fate],
  ],
);

/** Whether the command was answered with a frame. */
const step = (env: Env, taken: Action): Promise<boolean> =>
  env.step(taken).then(
    () => true,
    () => false,
  );

/**
 * The bill and the game's standing are as the server has them. A card says GAME_OVER also of a play that
 * was lost earlier; that the game is over now shows where it takes no action.
 */
async function expectTruth(world: EnvWorld): Promise<void> {
  const { env, told } = world;
  const game = await told();
  expect({ actions: env.actions, resets: env.resets }).toEqual({
    actions: game?.actions ?? 0,
    resets: game?.resets ?? 0,
  });
  if (env.frame === null) return;
  const play = game?.plays.at(-1);
  const { levelsCompleted, state } = env.frame;
  expect({ levels: levelsCompleted, won: state === "WIN" }).toEqual({
    levels: play?.levelsCompleted,
    won: play?.state === "WIN",
  });
  if (state !== "GAME_OVER") return;
  world.fate = "pass";
  expect(await step(env, { id: 3 })).toBe(false);
  expect(env.actions).toBe(game?.actions);
}

/** A RESET now begins a play, or keeps the levels, as the Env says beforehand. */
async function expectForetoldReset({ env, told }: EnvWorld): Promise<void> {
  const plays = (await told())?.plays.length ?? 0;
  const levels = env.frame?.levelsCompleted;
  const keeps = env.resetKeepsLevels;
  const after = await env.step(RESET);
  expect(after.levelsCompleted).toBe(keeps ? levels : 0);
  expect((await told())?.plays).toHaveLength(keeps ? plays : plays + 1);
}

/**
 * What every Env must do on a card that can be read while it is open. `start` is called once in each
 * test and returns what makes worlds.
 */
export function envContract(name: string, start: () => Promise<() => Promise<EnvWorld>>): void {
  describe(`env contract: ${name}`, () => {
    it("knows nothing before the first RESET", async () => {
      const begin = await start();
      const { env } = await begin();
      expect(env).toMatchObject({ frame: null, frameIsCertain: true, actions: 0, resets: 0 });
      expect(env.resetKeepsLevels).toBe(false);
      expect(await step(env, { id: 1 })).toBe(false);
      expect(env).toMatchObject({ frame: null, actions: 0 });
    });

    it("bills any play as the server does, and foretells whether a RESET keeps the levels", async () => {
      const begin = await start();
      await fc.assert(
        fc.asyncProperty(actions, async (list) => {
          const world = await begin();
          const { env } = world;
          for (const taken of list) {
            const before = env.frame;
            if (await step(env, taken)) expect(env.frame).not.toBe(before);
            else expect(env.frame?.grids).toBe(before?.grids);
            expect(env.frameIsCertain).toBe(true);
          }
          await expectTruth(world);
          await expectForetoldReset(world);
        }),
        { numRuns: 50 },
      );
    });

    it("keeps the levels by a RESET from the first action on a level on", async () => {
      const begin = await start();
      const { env } = await begin();
      const keeps: boolean[] = [];
      for (const id of [0, 1, 3, 1, 3, 2, 0, 3] as const) {
        await env.step({ id });
        keeps.push(env.resetKeepsLevels);
      }
      expect(keeps).toEqual([false, true, true, false, true, true, false, true]);
    });

    it("knows after settling what became of steps whose replies were lost", async () => {
      const begin = await start();
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(action, fates), { maxLength: 10 }), async (list) => {
          const world = await begin();
          const { env } = world;
          for (const [taken, fate] of list) {
            world.fate = fate;
            if (!(await step(env, taken))) await env.settle();
          }
          await expectTruth(world);
          world.fate = "pass";
          await expectForetoldReset(world);
          expect(env.frameIsCertain).toBe(true);
          await expectTruth(world);
        }),
        {
          numRuns: 50,
          examples: [...UNSEEN_RESETS, ...LOST_AFTER_GAME_OVER].map((list) => [list]),
        },
      );
    });

    it("says that the frame is out of date when a lost step was carried out, and only then", async () => {
      const begin = await start();
      for (const fate of ["lost before", "lost after"] as const) {
        const world = await begin();
        const { env } = world;
        await env.step(RESET);
        world.fate = fate;
        expect(await step(env, { id: 1 })).toBe(false);
        expect(env.actions).toBe(0);
        await env.settle();
        expect(env.frameIsCertain).toBe(fate === "lost before");
        expect(env.actions).toBe(fate === "lost before" ? 0 : 1);
        // Settled is settled.
        await env.settle();
        expect(env.actions).toBe(fate === "lost before" ? 0 : 1);
        world.fate = "pass";
        await env.step({ id: 3 });
        expect(env.frameIsCertain).toBe(true);
      }
    });

    it("settles several lost steps at once", async () => {
      const begin = await start();
      const world = await begin();
      const { env } = world;
      world.fate = "lost after";
      for (const taken of [RESET, RESET]) expect(await step(env, taken)).toBe(false);
      await env.settle();
      world.fate = "pass";
      await env.step(RESET);
      world.fate = "lost after";
      for (const id of [1, 3] as const) expect(await step(env, { id })).toBe(false);
      await env.settle();
      await expectTruth(world);
      expect(env).toMatchObject({ actions: 2, frameIsCertain: false });
      world.fate = "pass";
      await env.step({ id: 3 });
      world.fate = "lost before";
      expect(await step(env, { id: 1 })).toBe(false);
      await env.settle();
      expect(env).toMatchObject({ actions: 3, frameIsCertain: true });
    });

    it("sends nothing once its signal has aborted", async () => {
      const begin = await start();
      const world = await begin();
      await world.env.step(RESET);
      await expect(world.env.step({ id: 1 }, AbortSignal.abort("time"))).rejects.toBe("time");
      await world.env.settle();
      await expectTruth(world);
      expect(world.env.actions).toBe(0);
    });
  });
}
