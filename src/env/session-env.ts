import type { Card } from "../api/card.ts";
import { ApiError } from "../api/errors.ts";
import type { Action } from "../game/action.ts";
import type { Frame } from "../game/frame.ts";
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
  let actionsOnLevel = 0;
  /** The step that failed last, until it is settled. */
  let unsettled: Action | null = null;

  const resetKeepsLevels = () => frame !== null && frame.state !== "WIN" && actionsOnLevel > 0;

  /** As the official server bills: a RESET that starts a play is free, everything else costs one. */
  const bill = (action: Action) => {
    const restartsLevel = action.id === 0 && resetKeepsLevels();
    const refusedReset = action.id === 0 && competition && frame !== null && frame.state !== "WIN";
    if (action.id !== 0 || restartsLevel || refusedReset) actions += 1;
    if (restartsLevel) resets += 1;
    actionsOnLevel = action.id === 0 ? 0 : actionsOnLevel + 1;
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
    get actionsOnLevel() {
      return actionsOnLevel;
    },
    get resetKeepsLevels() {
      return resetKeepsLevels();
    },

    async step(action, signal) {
      let after: Frame;
      try {
        after = await session.command(action, frame?.guid ?? null, signal);
      } catch (error) {
        if (error instanceof ApiError && error.kind === "not-started" && frame !== null) {
          frame = { ...frame, state: "GAME_OVER" };
        } else if (mayBeApplied(error)) {
          unsettled = action;
        }
        throw error;
      }
      bill(action);
      if (frame !== null && after.levelsCompleted !== frame.levelsCompleted) actionsOnLevel = 0;
      frame = after;
      frameIsCertain = true;
      return after;
    },

    async settle(signal) {
      const action = unsettled;
      if (action === null) return;
      if (competition) {
        // An open competition card cannot be read: assume the worse, that it was applied.
        unsettled = null;
        frameIsCertain = false;
        bill(action);
        return;
      }
      const told = (await card.read(signal)).games.find((game) => game.gameId === gameId);
      unsettled = null;
      if (!told || told.actions === actions) return;
      frameIsCertain = false;
      bill(action);
      actions = told.actions;
      resets = told.resets;
      const play = told.plays.at(-1);
      if (frame === null || play === undefined) return;
      if (play.levelsCompleted !== frame.levelsCompleted) actionsOnLevel = 0;
      const over = play.state === "WIN" || play.state === "GAME_OVER" ? play.state : frame.state;
      frame = { ...frame, levelsCompleted: play.levelsCompleted, state: over };
    },
  };
}

/** A server fault or a lost reply leaves open whether the command was carried out. */
const mayBeApplied = (error: unknown): boolean =>
  error instanceof ApiError
    ? error.kind === "server" || error.kind === "unreadable"
    : error instanceof ConnectionError && error.sent;
