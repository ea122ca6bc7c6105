import type { Agent, CreateAgent } from "../../src/agents/agent.ts";
import type { ArcadeGame } from "../../src/arcade/game.ts";
import { createRandom } from "../../src/base/random.ts";
import { type Action, RESET } from "../../src/game/action.ts";
import type { Frame, Grid } from "../../src/game/frame.ts";

/** What became of a session. */
export interface Session {
  readonly agent: Agent;
  /** Everything played, the loop's own RESETs included. */
  readonly actions: readonly Action[];
  /** Actions spent until each level was finished, from the start of the session. */
  readonly levelEnds: readonly number[];
  /** What `save` returned, through JSON and back. */
  readonly saved: unknown;
}

/**
 * Lets an agent play a game from its start for at most `limit` actions, as the training loop does:
 * a RESET after GAME_OVER is the loop's, a RESET on a fresh level throws.
 */
export async function playGame(
  create: CreateAgent,
  game: ArcadeGame,
  options: {
    limit: number;
    seed?: number;
    saved?: unknown;
    earlierVersion?: unknown;
    loseReplyAt?: number;
  },
): Promise<Session> {
  const { limit, seed = 1, saved, earlierVersion, loseReplyAt } = options;
  const random = createRandom(seed);
  const agent = await create({ gameId: game.id, random, saved, earlierVersion });
  const actions: Action[] = [];
  const levelEnds: number[] = [];
  let level = 0;
  let state = game.start(0);
  let status: "playing" | "won" | "lost" = "playing";
  let spent = false;

  const show = (animation: readonly Grid[] = []): Frame => ({
    gameId: game.id,
    guid: "tiny",
    grids: [...animation, game.draw(state)],
    state: ({ playing: "NOT_FINISHED", won: "WIN", lost: "GAME_OVER" } as const)[status],
    levelsCompleted: level,
    winLevels: game.levelCount,
    availableActions: game.availableActions,
  });
  let frame = show();
  await agent.observe?.({
    index: 1,
    before: null,
    action: RESET,
    after: frame,
    billed: 0,
    levelCompleted: false,
  });

  while (actions.length < limit && frame.state !== "WIN") {
    const before = frame;
    const over = before.state === "GAME_OVER";
    const action = over ? RESET : await agent.choose(before);
    actions.push(action);
    let animation: readonly Grid[] = [];
    let levelCompleted = false;
    if (action.id === RESET.id) {
      if (!over && !spent) throw new Error("RESET on a level on which no action was spent");
      state = game.start(level);
      status = "playing";
      spent = false;
    } else {
      const turn = game.play(state, action);
      ({ state, status, animation } = turn);
      spent = true;
      if (status === "won") {
        levelCompleted = true;
        level += 1;
        spent = false;
        levelEnds.push(actions.length);
        if (level < game.levelCount) {
          state = game.start(level);
          status = "playing";
        }
      }
    }
    frame = show(animation);
    const lost = actions.length === loseReplyAt;
    await agent.observe?.({
      index: actions.length + 1,
      before: lost ? null : before,
      action,
      after: frame,
      billed: 1,
      levelCompleted: levelCompleted && !lost,
    });
  }
  return { agent, actions, levelEnds, saved: JSON.parse(JSON.stringify(agent.save?.() ?? null)) };
}
