import type { Action } from "../../game/action.ts";
import { type Frame, isOver } from "../../game/frame.ts";
import type { Lead } from "./lead.ts";
import type { Opening } from "./opening.ts";
import type { Play } from "./play.ts";

/** What the explorer is asked for. */
export interface Fallback {
  /** The next action of a known way, where there is one. */
  recall(frame: Frame): Action | undefined;
  choose(frame: Frame): Action | Promise<Action>;
}

export interface DirectorOptions {
  readonly play: Play;
  readonly lead: Lead;
  readonly opening: Opening;
  readonly explorer: Fallback;
  readonly signal: AbortSignal;
  /** Tells on the screen what is being done. */
  setMode(mode: string): void;
  /** The model could not be asked. */
  failed(error: unknown): void;
}

/** Requests on a level, in one conversation, before the explorer has a turn. */
const MAX_CALLS = 20;
/** Conversations about one level; after them the game is the explorer's. */
const MAX_CONVERSATIONS = 2;
/** Actions of the explorer's turn: where the model is stuck, and where it can't be asked (doubled each time). */
const STUCK_TURN = 100;
const AWAY_TURN = 40;

/** Plays the game: known ways first, then what a model plans, then the explorer. Goes on for as long as it is let. */
export function createDirector(options: DirectorOptions): () => Promise<never> {
  const { play, lead, opening, explorer, signal, setMode, failed } = options;
  let level = 0;
  let conversations = 1;
  /** The explorer leads until so many actions are billed. */
  let explorerUntil = 0;
  let awayTurn = AWAY_TURN;
  /** The level on which cruising failed: the model is to look at it first. */
  let groundedAt = 0;

  const explore = async () => {
    setMode("explore");
    await play.take(await explorer.choose(play.frame));
  };
  const consult = async () => {
    setMode("ask");
    if (lead.calls >= MAX_CALLS) {
      explorerUntil =
        conversations < MAX_CONVERSATIONS ? play.billed + STUCK_TURN : Number.POSITIVE_INFINITY;
      conversations += 1;
      lead.begin();
      return;
    }
    try {
      await lead.consult(signal);
      awayTurn = AWAY_TURN;
    } catch (error) {
      if (signal.aborted) throw error;
      failed(error);
      explorerUntil = play.billed + awayTurn;
      awayTurn *= 2;
    }
  };
  const turn = async () => {
    if (level !== play.level) {
      level = play.level;
      conversations = 1;
      if (explorerUntil !== Number.POSITIVE_INFINITY) explorerUntil = 0;
    }
    const recalled = isOver(play.frame) ? undefined : explorer.recall(play.frame);
    const probe = recalled ?? opening.next(play.frame);
    if (probe) {
      setMode(recalled ? "replay" : "probe");
      await play.take(probe);
    } else if (lead.hasModel && groundedAt !== level) {
      setMode("cruise");
      groundedAt = level;
      await lead.cruise();
    } else if (play.billed < explorerUntil) await explore();
    else await consult();
  };

  return async () => {
    for (;;) await turn();
  };
}
