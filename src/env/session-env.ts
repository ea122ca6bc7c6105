import type { Card } from "../api/card.ts";
import { ApiError } from "../api/errors.ts";
import { type Action, RESET } from "../game/action.ts";
import { type Frame, type GameState, isOver } from "../game/frame.ts";
import type { Scorecard } from "../game/scorecard.ts";
import { ConnectionError } from "../http/errors.ts";
import type { Env } from "./env.ts";

export interface SessionEnvOptions {
  readonly gameId: string;
  readonly card: Card;
  readonly competition: boolean;
}

/** What a command comes to. */
type Meaning = "act" | "restart-level" | "start-play" | "refuse";

/** An Env over the API: one session of one scorecard, with the bill kept as the server keeps it. */
export function createSessionEnv({ gameId, card, competition }: SessionEnvOptions): Env {
  const session = card.session(gameId);
  let frame: Frame | null = null;
  let frameIsCertain = true;
  let actions = 0;
  let resets = 0;
  let plays = 0;
  let actionsOnLevel = 0;
  /** The step that failed last, until it is settled. */
  let unsettled: Action | null = null;
  let offered: Frame["availableActions"] = [];
  let takesRestarts = !competition;
  /** Whether the open play was over before: the scorecard may go on saying so after a RESET. */
  let wasOver = false;
  /** Whether the last action was refused though the game was on. */
  let isDoubted = false;

  /** What the official server makes of a command as the game stands. */
  const meaningOf = (action: Action): Meaning => {
    if (action.id !== 0) return "act";
    if (frame === null || frame.state === "WIN") return "start-play";
    if (actionsOnLevel > 0) return "restart-level";
    return takesRestarts ? "start-play" : "refuse";
  };

  /** What the server made of it: no play starts with levels completed, so such an answer is a refusal. */
  const meaningIn = (action: Action, after: Frame): Meaning => {
    const meaning = meaningOf(action);
    if (meaning !== "start-play" || frame === null || frame.state === "WIN") return meaning;
    return after.levelsCompleted > 0 ? "refuse" : meaning;
  };

  /**
   * As the official server bills: a RESET that starts a play is free, everything else costs one. A refused
   * RESET shows the last frame again, and counts as a reset if that one was a RESET's.
   */
  const bill = (meaning: Meaning, shown: Frame | null) => {
    if (meaning === "start-play") plays += 1;
    else actions += 1;
    const showsReset = meaning === "refuse" && shown?.actionInput?.id === 0;
    if (meaning === "restart-level" || showsReset) resets += 1;
    actionsOnLevel = meaning === "act" ? actionsOnLevel + 1 : 0;
    if (meaning === "start-play") wasOver = false;
  };

  /** A step that was carried out, but nobody saw how it ended. */
  const billUnseen = (action: Action) => {
    const meaning = meaningOf(action);
    bill(meaning, frame);
    frameIsCertain = false;
    if (frame === null || action.id !== 0) return;
    const levels = meaning === "start-play" ? { levelsCompleted: 0 } : {};
    frame = { ...frame, state: "NOT_FINISHED", availableActions: offered, ...levels };
  };

  const show = (after: Frame) => {
    frame = after;
    // A game that is over may offer nothing.
    if (after.availableActions.length > 0) offered = after.availableActions;
    wasOver ||= after.state === "GAME_OVER";
  };

  /**
   * The server says that the game is not begun. A game whose own code fails on an action is answered
   * the same: only when another action is refused too is it over.
   */
  const doubt = () => {
    if (frame === null || isOver(frame)) return;
    if (isDoubted || !frameIsCertain) show({ ...frame, state: "GAME_OVER" });
    isDoubted = !isDoubted;
  };

  return {
    gameId,
    get frame() {
      return frame;
    },
    get frameIsCertain() {
      return frameIsCertain;
    },
    get actions() {
      return actions;
    },
    get resets() {
      return resets;
    },
    get isSettled() {
      return unsettled === null;
    },
    get actionsOnLevel() {
      return actionsOnLevel;
    },
    get resetKeepsLevels() {
      return meaningOf(RESET) === "restart-level";
    },
    get canRestartGame() {
      return takesRestarts;
    },

    async step(action, signal) {
      let after: Frame;
      try {
        after = await session.command(action, frame?.guid ?? null, signal);
      } catch (error) {
        if (error instanceof ApiError && error.kind === "not-started") {
          if (action.id !== 0) doubt();
        } else if (mayBeApplied(error)) {
          unsettled = action;
        }
        throw error;
      }
      const meaning = meaningIn(action, after);
      if (meaning === "refuse") takesRestarts = false;
      bill(meaning, after);
      if (frame !== null && after.levelsCompleted !== frame.levelsCompleted) actionsOnLevel = 0;
      show(after);
      frameIsCertain = true;
      isDoubted = false;
      return after;
    },

    async settle(signal) {
      const action = unsettled;
      if (action === null) return;
      // An open competition card cannot be read.
      const known = competition ? null : await readCard(card, signal);
      unsettled = null;
      if (known === null) {
        // Assume the worse, that it was applied.
        billUnseen(action);
        return;
      }
      const told = known.games.find((game) => game.gameId === gameId);
      if (!told) {
        // It may be among those that could not be read.
        if (known.unreadableGames > 0) billUnseen(action);
        return;
      }
      // A RESET that starts a play is free: it shows as one more play only.
      if (told.actions === actions && told.plays.length === plays) return;
      billUnseen(action);
      actions = told.actions;
      resets = told.resets;
      plays = told.plays.length;
      const play = told.plays.at(-1);
      if (frame === null || play === undefined) return;
      if (play.levelsCompleted !== frame.levelsCompleted) actionsOnLevel = 0;
      const isOverNow = play.state === "WIN" || (play.state === "GAME_OVER" && !wasOver);
      const state = isOverNow ? (play.state as GameState) : frame.state;
      show({ ...frame, levelsCompleted: play.levelsCompleted, state });
    },
  };
}

/** Null where the server does not show the card; rejects where asking again may help. */
async function readCard(card: Card, signal?: AbortSignal): Promise<Scorecard | null> {
  try {
    return await card.read(signal);
  } catch (error) {
    const kind = error instanceof ApiError ? error.kind : "server";
    if (kind === "server" || kind === "unavailable" || kind === "limited") throw error;
    return null;
  }
}

/** A server fault or a lost reply leaves open whether the command was carried out. */
const mayBeApplied = (error: unknown): boolean =>
  error instanceof ApiError
    ? ["server", "unavailable", "unreadable"].includes(error.kind)
    : error instanceof ConnectionError && error.sent;
