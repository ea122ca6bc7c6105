import { type Action, CLICK } from "../../game/action.ts";
import { type Frame, lastGrid } from "../../game/frame.ts";
import { hashGrid } from "../../game/grid-hash.ts";
import type { Step } from "../../game/step.ts";
import { formatAction } from "./action-text.ts";
import { createBars } from "./bars.ts";

/** Keeps a model from actions that are surely wasted. */
export interface Guard {
  /** Why an action is not to be taken at a frame; undefined where it may be. `onLevel`: actions billed on the level. */
  refusal(action: Action, frame: Frame, onLevel: number): string | undefined;
  /** Whether an action did nothing, of a kind that had an effect on this level before. */
  isWaste(step: Step): boolean;
  observe(step: Step): void;
}

export function createGuard(): Guard {
  /** Kinds of actions that had an effect on this level. */
  let effective = new Set<string>();
  /** Pictures and actions that ended in a death. */
  const deadly = new Set<string>();
  const bars = createBars();
  const hasEffect = (before: Frame, after: Frame) =>
    bars.differOutside(lastGrid(before), lastGrid(after));

  return {
    refusal(action, frame, onLevel) {
      if (action.id === 0) return onLevel === 0 ? "the level has only just begun" : undefined;
      const text = formatAction(action);
      if (!frame.availableActions.includes(action.id)) {
        return `${text} is not available; there are ${frame.availableActions.join(", ")}`;
      }
      return deadly.has(`${pictureKey(frame)} ${text}`)
        ? `${text} was deadly in this very picture`
        : undefined;
    },
    isWaste: ({ before, action, after }) =>
      before !== null && effective.has(kindOf(action, before)) && !hasEffect(before, after),
    observe({ before, action, after, levelCompleted }) {
      if (!before) return;
      if (after.state === "GAME_OVER") deadly.add(`${pictureKey(before)} ${formatAction(action)}`);
      if (levelCompleted) {
        effective = new Set();
        bars.begin();
        return;
      }
      if (hasEffect(before, after)) effective.add(kindOf(action, before));
      bars.see(lastGrid(before), lastGrid(after));
    },
  };
}

function pictureKey(frame: Frame): string {
  const { cells, width } = lastGrid(frame);
  return hashGrid(cells, width);
}

/** Actions that are taken to have one effect: a key, or clicks on a colour. */
function kindOf({ id, x = 0, y = 0 }: Action, at: Frame): string {
  const { cells, width } = lastGrid(at);
  return id === CLICK ? `${id} on ${cells[y * width + x]}` : String(id);
}
