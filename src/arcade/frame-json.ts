import { gridJson } from "../game/grid-json.ts";
import type { PlayFrame } from "./play.ts";

/** The reply to a command. `gameId` is echoed as the client wrote it, and so is `guid`, if it did. */
export function frameJson(gameId: string, guid: string | null, frame: PlayFrame): string {
  const { grids, state, levelsCompleted, winLevels, input, availableActions } = frame;
  return (
    `{"game_id":${JSON.stringify(gameId)},"guid":${JSON.stringify(guid || frame.guid)}` +
    `,"frame":[${grids.map(gridJson).join(",")}],"state":"${state}"` +
    `,"levels_completed":${levelsCompleted},"win_levels":${winLevels}` +
    `,"action_input":${JSON.stringify(input)}` +
    // The toolkit's server always says false here, whatever was reset.
    `,"available_actions":${JSON.stringify(availableActions)},"full_reset":false}`
  );
}
