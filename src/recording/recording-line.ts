import { actionName } from "../game/action.ts";
import { gridJson } from "../game/grid-json.ts";
import type { Step } from "../game/step.ts";

/**
 * One step as the official toolkit records it: the reply with the action that brought it, named.
 *
 * @param wallMs when the reply came, milliseconds since 1970
 */
export function recordingLine({ action, after }: Step, wallMs: number): string {
  const { id, x, y, reasoning } = action;
  const coordinates = x === undefined ? {} : { x, y };
  const input = {
    id: actionName(id),
    data: { game_id: after.gameId, ...coordinates },
    reasoning: reasoning ?? null,
  };
  const head = {
    game_id: after.gameId,
    state: after.state,
    levels_completed: after.levelsCompleted,
    win_levels: after.winLevels,
    action_input: input,
    guid: after.guid,
    full_reset: after.fullReset === true,
    available_actions: after.availableActions,
  };
  const data = `${JSON.stringify(head).slice(0, -1)},"frame":[${after.grids.map(gridJson).join(",")}]}`;
  return `{"timestamp":"${timestamp(wallMs)}","data":${data}}\n`;
}

/** ISO 8601 with an explicit UTC offset, as Python writes it. */
const timestamp = (wallMs: number): string => new Date(wallMs).toISOString().replace("Z", "+00:00");
