import { AskError } from "../../advice/errors.ts";
import type { Action } from "../../game/action.ts";
import { type Frame, isOver } from "../../game/frame.ts";
import type { Lead } from "./lead.ts";
import type { Leadership } from "./leadership.ts";
import type { Opening } from "./opening.ts";
import type { Play } from "./play.ts";

/** The explorer, as the director needs it. */
export interface ExplorerPart {
  /** The next action of a known way, where there is one. */
  recall(frame: Frame): Action | undefined;
  choose(frame: Frame): Action | Promise<Action>;
  /** Whether its latest action was part of a plan, rather than a test or chance. */
  readonly isPlanning: boolean;
}

export interface DirectorOptions {
  readonly play: Play;
  readonly lead: Lead;
  readonly leadership: Leadership;
  readonly opening: Opening;
  readonly explorer: ExplorerPart;
  readonly signal: AbortSignal;
  /** Tells on the screen what is being done. */
  setMode(mode: string): void;
  /** The model could not be asked. */
  failed(error: unknown): void;
}

/** Requests on a level, in one conversation, before the explorer has a turn; and conversations about one level. */
const MAX_CALLS = 20;
const MAX_CONVERSATIONS = 2;
/** Replies in a row that could not be read. */
const MAX_UNREADABLE = 3;

/** Decides what is played next. */
export interface Director {
  /** Plays the game, for as long as it is let. */
  direct(): Promise<never>;
  /** Whether the model has no more part in this level: it was asked in vain, or can't be any more. */
  readonly hasGivenUp: boolean;
}

/** Plays the game: known ways first, then what a model plans, then the explorer. */
export function createDirector(options: DirectorOptions): Director {
  const { play, lead, leadership, opening, explorer, signal, setMode, failed } = options;
  let level = 0;
  let conversations = 1;
  /** The level on which cruising came to an end: the model is to look at it first. */
  let groundedAt = 0;
  /** Whether the budget for asking is used up. */
  let isSpent = false;

  const explore = async () => {
    setMode("explore");
    await play.take(await explorer.choose(play.frame));
    if (play.level > level) leadership.won("explorer", explorer.isPlanning);
  };

  /** Has the model's part of the play done, and keeps the account of it. */
  const leads = async (mode: string, part: () => Promise<void>) => {
    setMode(mode);
    const { billed } = play;
    await part();
    leadership.spent(play.billed - billed);
    if (play.level > level) leadership.won("model", false);
  };

  const consult = async () => {
    if (lead.calls >= MAX_CALLS) {
      conversations += 1;
      lead.begin();
      leadership.rest(play);
      return;
    }
    try {
      await leads("ask", () => lead.consult(signal));
      signal.throwIfAborted();
      leadership.answered(level);
      if (lead.unreadable < MAX_UNREADABLE) return;
      lead.begin();
      leadership.failed(play);
    } catch (error) {
      if (signal.aborted) throw error;
      failed(error);
      isSpent ||= error instanceof AskError && error.failure === "spent";
      leadership.failed(play);
    }
  };

  const turn = async () => {
    if (level !== play.level) conversations = 1;
    level = play.level;
    const recalled = isOver(play.frame) ? undefined : explorer.recall(play.frame);
    const known = recalled ?? opening.next(play.frame);
    if (known) {
      setMode(recalled ? "replay" : "probe");
      await play.take(known);
    } else if (lead.hasModel && groundedAt !== level) {
      groundedAt = level;
      await leads("cruise", () => lead.cruise());
    } else if (!isSpent && conversations <= MAX_CONVERSATIONS && leadership.isModels(play))
      await consult();
    else await explore();
  };

  return {
    async direct() {
      for (;;) {
        signal.throwIfAborted();
        await turn();
      }
    },
    get hasGivenUp() {
      return conversations > MAX_CONVERSATIONS || isSpent;
    },
  };
}
