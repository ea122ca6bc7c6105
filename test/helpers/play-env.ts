import type { ArcadeGame } from "../../src/arcade/game.ts";
import {
  type ActionInput,
  createPlay,
  type Play,
  type PlayFrame,
  type Run,
} from "../../src/arcade/play.ts";
import type { Env } from "../../src/env/env.ts";
import type { Action } from "../../src/game/action.ts";
import type { Frame } from "../../src/game/frame.ts";

export interface PlayEnvOptions {
  /** False: as on a competition card, where a play is never started again. */
  readonly canRestartGame: boolean;
  /** The frame before this step (counted from 1) counts as not known, as after a lost reply. */
  readonly loseReplyAt?: number;
}

/** An Env over a game of the arcade in memory, without server and card; nothing of it fails. */
export function createPlayEnv(game: ArcadeGame, options: PlayEnvOptions): Env {
  const runs: Run[] = [];
  let play: Play | null = null;
  let frame: Frame | null = null;
  let isLevelTouched = false;

  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0);
  const countActions = () => sum((run) => run.actions);
  const send = (action: Action): PlayFrame => {
    const input: ActionInput = { id: action.id, data: {}, reasoning: null };
    if (play === null) {
      const addRun = (run: Run) => runs.push(run);
      const restarts = options.canRestartGame ? "game" : "refused";
      play = createPlay({ game, guid: "play", restarts, addRun }, input);
      return play.frame;
    }
    if (action.id === 0) return play.reset(input);
    const shown = play.act(action, input);
    if (shown === null) throw new Error("the game takes nothing but RESET");
    return shown;
  };

  return {
    gameId: game.id,
    get frame() {
      return frame;
    },
    get frameIsCertain() {
      return countActions() + 1 !== options.loseReplyAt;
    },
    get actions() {
      return countActions();
    },
    get resets() {
      return sum((run) => run.resets);
    },
    isSettled: true,
    get resetKeepsLevels() {
      return frame !== null && frame.state !== "WIN" && isLevelTouched;
    },
    canRestartGame: options.canRestartGame,
    async step(action) {
      const levelsBefore = frame?.levelsCompleted;
      frame = { ...send(action), gameId: game.id };
      isLevelTouched = action.id !== 0 && frame.levelsCompleted === levelsBefore;
      return frame;
    },
    async settle() {},
  };
}
