import type { Agent } from "../dist/agents/agent.js";
import { createExplorer } from "../dist/agents/explorer/explorer.js";
import type { ArcadeGame } from "../dist/arcade/game.js";
import { createRandom } from "../dist/base/random.js";
import { type Action, RESET } from "../dist/game/action.js";
import type { Frame, Grid } from "../dist/game/frame.js";
import { createStepCounter } from "../dist/training/step-counter.js";
import { cpuOf } from "./cpu.js";

/** Has an explorer play a game without a server, over and over, for so many steps: the CPU time of each. */
export async function playArcade(
  game: ArcadeGame,
  steps: number,
): Promise<{ agent: Agent; cpuMs: number[] }> {
  const agent = await createExplorer({
    gameId: game.id,
    random: createRandom(game.id),
    maxActions: Infinity,
    canRestartGame: false,
  });
  const cpuMs: number[] = [];
  let level = 0;
  let state = game.start(level);
  const show = (stateName: Frame["state"], animation: readonly Grid[] = []): Frame => ({
    gameId: game.id,
    guid: "bench",
    grids: [...animation, game.draw(state)],
    state: stateName,
    levelsCompleted: level,
    winLevels: game.levelCount,
    availableActions: game.availableActions,
  });
  let frame = show("NOT_FINISHED");
  const bill = { actions: 0 };
  const counter = createStepCounter(bill);
  for (let index = 1; index <= steps; index++) {
    const before = frame;
    let action: Action = RESET;
    const choosing = cpuOf(() => {
      if (before.state === "NOT_FINISHED") action = agent.choose(before) as Action;
    });
    let levelCompleted = false;
    if (action.id === RESET.id) {
      if (before.state === "WIN") level = 0;
      state = game.start(level);
      frame = show("NOT_FINISHED");
    } else {
      const turn = game.play(state, action);
      state = turn.state;
      levelCompleted = turn.status === "won";
      if (levelCompleted) level += 1;
      if (levelCompleted && level < game.levelCount) state = game.start(level);
      const won = level === game.levelCount ? "WIN" : "NOT_FINISHED";
      frame = show(turn.status === "lost" ? "GAME_OVER" : won, turn.animation);
    }
    const learning = cpuOf(() => {
      bill.actions = index;
      const standing = counter.count({ billed: 1, startsPlay: false }, level);
      agent.observe?.({ ...standing, before, action, after: frame, levelCompleted });
    });
    cpuMs.push(choosing + learning);
  }
  return { agent, cpuMs };
}
