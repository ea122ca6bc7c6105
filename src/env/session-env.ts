import type { Card } from "../api/card.ts";
import { ApiError } from "../api/errors.ts";
import { type Action, RESET } from "../game/action.ts";
import { type Frame, isOver } from "../game/frame.ts";
import type { Scorecard } from "../game/scorecard.ts";
import { ConnectionError } from "../http/errors.ts";
import type { Env } from "./env.ts";

export interface SessionEnvOptions {
  readonly gameId: string;
  readonly card: Card;
  readonly competition: boolean;
}

/** An Env over the API: one session of one scorecard, with the bill kept as the server keeps it. */
export function createSessionEnv({ gameId, card, competition }: SessionEnvOptions): Env {
  const session = card.session(gameId);
  let frame: Frame | null = null;
  let frameIsCertain = true;
  let actions = 0;
  let resets = 0;
  let plays = 0;
  let actionsOnLevel = 0;
  /** The play was over once: the card goes on to say GAME_OVER, whatever a RESET began since. */
  let wasOver = false;
  /** The step that failed last, until it is settled. */
  let unsettled: Action | null = null;

  /** What the official server makes of a command as the game stands. */
  const meaningOf = (action: Action): "act" | "restart-level" | "start-play" | "refuse" => {
    if (action.id !== 0) return "act";
    if (frame === null || frame.state === "WIN") return "start-play";
    if (actionsOnLevel > 0) return "restart-level";
    return competition ? "refuse" : "start-play";
  };

  /** As the official server bills: a RESET that starts a play is free, everything else costs one. */
  const bill = (action: Action) => {
    const meaning = meaningOf(action);
    if (meaning === "start-play") {
      plays += 1;
      wasOver = false;
    } else actions += 1;
    // A refused RESET shows the last frame again, and counts as a reset if that one was a RESET's.
    const showsReset = meaning === "refuse" && frame?.actionInput?.id === 0;
    if (meaning === "restart-level" || showsReset) resets += 1;
    actionsOnLevel = meaning === "act" ? actionsOnLevel + 1 : 0;
  };

  /** A step that was carried out, but nobody saw how it ended. */
  const billUnseen = (action: Action) => {
    const startsPlay = meaningOf(action) === "start-play";
    bill(action);
    frameIsCertain = false;
    if (frame === null || action.id !== 0) return;
    frame = { ...frame, state: "NOT_FINISHED", ...(startsPlay && { levelsCompleted: 0 }) };
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
    canRestartGame: !competition,

    async step(action, signal) {
      let after: Frame;
      try {
        after = await session.command(action, frame?.guid ?? null, signal);
      } catch (error) {
        if (error instanceof ApiError && error.kind === "not-started") {
          if (frame !== null && !isOver(frame)) frame = { ...frame, state: "GAME_OVER" };
          wasOver = true;
        } else if (mayBeApplied(error)) {
          unsettled = action;
        }
        throw error;
      }
      bill(action);
      if (frame !== null && after.levelsCompleted !== frame.levelsCompleted) actionsOnLevel = 0;
      frame = after;
      wasOver ||= after.state === "GAME_OVER";
      frameIsCertain = true;
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
      // A RESET that starts a play is free: it shows as one more play only.
      if (!told || (told.actions === actions && told.plays.length === plays)) return;
      billUnseen(action);
      actions = told.actions;
      resets = told.resets;
      if (plays !== told.plays.length) wasOver = false;
      plays = told.plays.length;
      const play = told.plays.at(-1);
      if (frame === null || play === undefined) return;
      if (play.levelsCompleted !== frame.levelsCompleted) actionsOnLevel = 0;
      // Taken for running by mistake, the game refuses the next action at no cost.
      const isOverNow = play.state === "WIN" || (play.state === "GAME_OVER" && !wasOver);
      wasOver ||= play.state === "GAME_OVER";
      const state = isOverNow ? play.state : frame.state;
      frame = { ...frame, levelsCompleted: play.levelsCompleted, state };
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
