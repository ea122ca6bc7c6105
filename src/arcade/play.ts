import type { Action, ActionId } from "../game/action.ts";
import type { GameState, Grid } from "../game/frame.ts";
import type { ArcadeGame } from "./game.ts";

/** What a scorecard holds of one run: from a game start to the next. */
export interface Run {
  readonly guid: string;
  /** The latest of WIN and GAME_OVER, or NOT_FINISHED: a RESET after a GAME_OVER does not change it. */
  state: GameState;
  /** Actions billed, level resets included. */
  actions: number;
  resets: number;
  /** `levelEnds[i]`: what `actions` was when level i was finished. */
  readonly levelEnds: number[];
}

/** The run of a play that has just begun. */
export const startRun = (guid: string): Run => ({
  guid,
  state: "NOT_FINISHED",
  actions: 0,
  resets: 0,
  levelEnds: [],
});

/** The command as the reply echoes it. */
export interface ActionInput {
  readonly id: ActionId;
  readonly data: Readonly<Record<string, unknown>>;
  readonly reasoning: unknown;
}

/** What a command shows. */
export interface PlayFrame {
  readonly guid: string;
  /** The animation, then the settled picture. */
  readonly grids: readonly Grid[];
  readonly state: GameState;
  readonly levelsCompleted: number;
  readonly winLevels: number;
  readonly input: ActionInput;
  readonly availableActions: readonly ActionId[];
}

/** One session of one game, known by its guid. */
export interface Play {
  readonly game: ArcadeGame;
  /** The latest frame. */
  readonly frame: PlayFrame;
  /**
   * RESET. After an action in this level: the level again, billed. After WIN: the game again, as a new
   * run. With no action in this level: what `restarts` says.
   */
  reset(input: ActionInput): PlayFrame;
  /** Any other action; null, unbilled, when the game is over and takes nothing but RESET. */
  act(action: Action, input: ActionInput): PlayFrame | null;
}

/**
 * What a RESET with no action in the level does: start the game again, as a new run; be refused without a
 * word, show the last frame once more, and be billed (a competition card); or start the level again, billed
 * (the toolkit's ONLY_RESET_LEVELS).
 */
export type Restarts = "game" | "refused" | "level";

/** Starts a game. `addRun` receives the run of every game start, this first one included. */
export function createPlay(
  options: {
    readonly game: ArcadeGame;
    readonly guid: string;
    readonly restarts: Restarts;
    readonly addRun: (run: Run) => void;
  },
  input: ActionInput,
): Play {
  const { game, guid, restarts, addRun } = options;
  let run = addedRun();
  let state = game.start(0);
  let gameState: GameState = "NOT_FINISHED";
  /** Actions since the level started; RESETs do not count. Decides what a RESET means. */
  let spent = 0;
  let frame = show([game.draw(state)], input);

  function addedRun(): Run {
    const started = startRun(guid);
    addRun(started);
    return started;
  }

  function end(how: "WIN" | "GAME_OVER"): void {
    gameState = how;
    run.state = how;
  }

  function startLevel(): Grid {
    spent = 0;
    gameState = "NOT_FINISHED";
    state = game.start(run.levelEnds.length);
    return game.draw(state);
  }

  function show(grids: readonly Grid[], shown: ActionInput): PlayFrame {
    return {
      guid,
      grids,
      state: gameState,
      levelsCompleted: run.levelEnds.length,
      winLevels: game.levelCount,
      input: shown,
      availableActions: game.availableActions,
    };
  }

  return {
    game,
    get frame() {
      return frame;
    },
    reset(asked) {
      if (gameState === "WIN" || (spent === 0 && restarts === "game")) {
        run = addedRun();
      } else {
        run.actions += 1;
        const isRefused = spent === 0 && restarts === "refused";
        // The card sees a refused one as a reset only if the frame shown again was a RESET's.
        if (!isRefused || frame.input.id === 0) run.resets += 1;
        if (isRefused) return frame;
      }
      frame = show([startLevel()], asked);
      return frame;
    },
    act(action, asked) {
      if (gameState !== "NOT_FINISHED") return null;
      const turn = game.play(state, action);
      state = turn.state;
      const grids = [...turn.animation, game.draw(state)];
      run.actions += 1;
      spent += 1;
      if (turn.status === "lost") end("GAME_OVER");
      if (turn.status === "won") {
        run.levelEnds.push(run.actions);
        if (run.levelEnds.length === game.levelCount) end("WIN");
        else grids.push(startLevel());
      }
      frame = show(grids, asked);
      return frame;
    },
  };
}
