import { describe, expect, it } from "vitest";
import type { CreateAgent } from "../../src/agents/agent.ts";
import { createRandom } from "../../src/base/random.ts";
import { playGame } from "../agents/play-game.ts";
import { lamps, maze } from "../agents/tiny-games.ts";

const DAMAGED: readonly unknown[] = [
  null,
  0,
  "text",
  [],
  {},
  { version: 1 },
  { version: 99, prior: [], levels: [] },
];

/** What every agent must do. `playGame` itself throws on a RESET that would restart the whole game. */
export function agentContract(name: string, create: CreateAgent): void {
  describe(`agent contract: ${name}`, () => {
    for (const game of [maze, lamps]) {
      it(`chooses only what ${game.title} takes`, async () => {
        const { actions } = await playGame(create, game, { limit: 300 });
        const { width, height } = game.draw(game.start(0));
        for (const { id, x, y } of actions) {
          expect([0, ...game.availableActions]).toContain(id);
          if (id !== 6) continue;
          expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThan(width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThan(height);
        }
      });

      it(`plays ${game.title} the same way with the same seed, and another with another`, async () => {
        const [one, two, other] = await Promise.all(
          [7, 7, 8].map((seed) => playGame(create, game, { limit: 200, seed })),
        );
        expect(two?.actions).toEqual(one?.actions);
        expect(two?.saved).toEqual(one?.saved);
        expect(other?.actions).not.toEqual(one?.actions);
      });

      it(`takes back what it saved of ${game.title}`, async () => {
        const { saved } = await playGame(create, game, { limit: 150 });
        const restored = await create({
          gameId: game.id,
          random: createRandom(1),
          saved,
          maxActions: 150,
          canRestartGame: false,
        });
        expect(restored.save?.() ?? null).toEqual(saved);
      });
    }

    it("starts anew from damaged memory", async () => {
      const fresh = await playGame(create, maze, { limit: 60 });
      for (const saved of DAMAGED) {
        const session = await playGame(create, maze, { limit: 60, saved });
        expect(session.actions).toEqual(fresh.actions);
      }
    });

    it("goes on when a reply is lost", async () => {
      const { actions } = await playGame(create, maze, { limit: 100, loseReplyAt: 5 });
      expect(actions.length).toBeGreaterThan(5);
    });
  });
}
