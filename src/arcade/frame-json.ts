import { gridJson } from "../game/grid-json.ts";
import type { PlayFrame } from "./play.ts";

/** The reply to a command. `gameId` and `guid` are echoed as the client wrote them. */
export function frameJson(gameId: string, guid: string, frame: PlayFrame): string {
  const { grids, state, levelsCompleted, winLevels, input, availableActions } = frame;
  return (
    `{"game_id":${JSON.stringify(gameId)},"guid":${JSON.stringify(guid)}` +
    `,"frame":[${grids.map(gridJson).join(",")}],"state":"${state}"` +
    `,"levels_completed":${levelsCompleted},"win_levels":${winLevels}` +
    `,"action_input":${JSON.stringify(input)}` +
    // The toolkit's server always says false here, whatever was reset.
    `,"available_actions":${JSON.stringify(availableActions)},"full_reset":false}`
  );
}
