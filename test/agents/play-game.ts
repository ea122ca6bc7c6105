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
  /** Actions billed on each level that a play finished. */
  readonly plays: readonly (readonly number[])[];
  /** What `save` returned, through JSON and back. */
  readonly saved: unknown;
}

/**
 * Lets an agent play a game from its start for at most `limit` actions, as the training loop does:
 * a RESET after GAME_OVER is the loop's, a RESET on a fresh level throws, one for the whole game too
 * unless `canRestartGame`.
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
    canRestartGame?: true;
  },
): Promise<Session> {
  const { limit, seed = 1, saved, earlierVersion, loseReplyAt } = options;
  const canRestartGame = options.canRestartGame ?? false;
  const random = createRandom(seed);
  const agent = await create({
    gameId: game.id,
    random,
    saved,
    earlierVersion,
    maxActions: limit,
    canRestartGame,
  });
  const actions: Action[] = [];
  const levelEnds: number[] = [];
  const plays: number[][] = [[]];
  let billedOnLevel = 0;
  let level = 0;
  let state = game.start(0);
  let status: "playing" | "won" | "lost" = "playing";
  let spent = false;
  let restarting = false;

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

  while (actions.length < limit && (frame.state !== "WIN" || agent.playsOn?.() === true)) {
    const before = frame;
    const over = before.state !== "NOT_FINISHED";
    const action: Action = over || restarting ? RESET : await agent.choose(before);
    restarting ||= action.wholeGame === true;
    const startsPlay = before.state === "WIN" || (restarting && !spent);
    if ((startsPlay || restarting) && !canRestartGame) {
      throw new Error("the game may not be started again");
    }
    let animation: readonly Grid[] = [];
    let levelCompleted = false;
    if (startsPlay) {
      restarting = false;
      level = 0;
      plays.push([]);
      billedOnLevel = 0;
    } else {
      actions.push(action);
      billedOnLevel += 1;
    }
    if (action.id === RESET.id) {
      if (!over && !spent && !startsPlay) {
        throw new Error("RESET on a level on which no action was spent");
      }
      state = game.start(level);
      status = "playing";
      spent = false;
    } else {
      const turn = game.play(state, action);
      ({ state, status, animation } = turn);
      spent = true;
    }
    if (status === "won") {
      levelCompleted = true;
      level += 1;
      spent = false;
      levelEnds.push(actions.length);
      plays.at(-1)?.push(billedOnLevel);
      billedOnLevel = 0;
      if (level < game.levelCount) {
        state = game.start(level);
        status = "playing";
      }
    }
    frame = show(animation);
    const lost = actions.length === loseReplyAt;
    await agent.observe?.({
      index: actions.length + 1,
      before: lost ? null : before,
      action,
      after: frame,
      billed: startsPlay ? 0 : 1,
      levelCompleted: levelCompleted && !lost,
    });
  }
  const json = JSON.stringify(agent.save?.() ?? null);
  return { agent, actions, levelEnds, plays, saved: JSON.parse(json) };
}
