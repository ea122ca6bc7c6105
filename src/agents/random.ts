import { CLICK, click } from "../game/action.ts";
import { decodeAction } from "../game/action-code.ts";
import { type Frame, lastGrid } from "../game/frame.ts";
import type { CreateAgent } from "./agent.ts";

/** Plays any available action with equal chance, clicks anywhere on the grid, and never resets. */
export const createRandomAgent: CreateAgent = ({ random }) => ({
  choose(frame: Frame) {
    const id = random.pick(frame.availableActions);
    if (id !== CLICK) return decodeAction(id);
    const { width, height } = lastGrid(frame);
    return click(random.int(width), random.int(height));
  },
});
