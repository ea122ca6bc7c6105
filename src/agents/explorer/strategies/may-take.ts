import type { Random } from "../../../base/random.ts";
import { type Action, type ActionId, CLICK, click, RESET } from "../../../game/action.ts";
import { decodeAction } from "../../../game/action-code.ts";
import { type Frame, lastGrid } from "../../../game/frame.ts";

/**
 * Whether an action may be taken now. What is known of a state is of an earlier look at it: a server may
 * offer other actions in it today. RESET wants an action `spent` on the level.
 */
export const mayTake = (code: number, { availableActions }: Frame, spent: boolean): boolean =>
  code === RESET.id ? spent : availableActions.includes(decodeAction(code).id);

/** Any of the actions on offer, a click in the middle, for where none is proposed that may be taken. */
export function anyOffered(frame: Frame, random: Random): Action {
  if (frame.availableActions.length === 0) return RESET;
  const id = random.pick(frame.availableActions) as ActionId;
  const { width, height } = lastGrid(frame);
  return id === CLICK ? click(width >> 1, height >> 1) : { id };
}
