import type { Env } from "../../src/env/env.ts";
import type { Action } from "../../src/game/action.ts";
import type { Frame, GameState } from "../../src/game/frame.ts";

/** What one command brings: a state with its levels, or an error. `dead`: RESET does not help. */
export type Reply = { state?: GameState; levels?: number; dead?: true } | Error;

/** An Env that answers from a script (the last reply repeats) and keeps the bill as the API does. */
export function createScriptEnv(
  gameId: string,
  replies: readonly Reply[],
  settle: Env["settle"] = async () => {},
): Env & { sent: Action[] } {
  let frame: Frame | null = null;
  let actions = 0;
  let resets = 0;
  let isLevelTouched = false;
  const sent: Action[] = [];
  const keepsLevels = () => frame !== null && frame.state !== "WIN" && isLevelTouched;
  return {
    gameId,
    sent,
    get frame() {
      return frame;
    },
    frameIsCertain: true,
    isSettled: true,
    get actions() {
      return actions;
    },
    get resets() {
      return resets;
    },
    get resetKeepsLevels() {
      return keepsLevels();
    },
    canRestartGame: true,
    async step(action) {
      const reply = replies[Math.min(sent.length, replies.length - 1)] ?? {};
      sent.push(action);
      if (reply instanceof Error) throw reply;
      if (action.id !== 0 || keepsLevels()) actions += 1;
      if (action.id === 0 && keepsLevels()) resets += 1;
      const levels = reply.levels ?? frame?.levelsCompleted ?? 0;
      isLevelTouched = action.id !== 0 && levels === frame?.levelsCompleted;
      const playing = action.id === 0 && !reply.dead;
      frame = {
        gameId,
        guid: "guid",
        grids: [{ width: 1, height: 1, cells: new Uint8Array(1) }],
        state: playing ? "NOT_FINISHED" : (reply.state ?? "NOT_FINISHED"),
        levelsCompleted: levels,
        winLevels: 3,
        availableActions: [1, 2],
      };
      return frame;
    },
    settle,
  };
}
