import { type Action, CLICK, click, UNDO } from "../../game/action.ts";
import { type Frame, lastGrid } from "../../game/frame.ts";
import { backgroundOf, listComponents } from "../../picture/components.ts";

/** Actions of an opening, and clicks among them. */
const MAX_ACTIONS = 12;
const MAX_CLICKS = 5;

/** Tries each key once and clicks one of each kind of thing, so that a model has something to go by. */
export interface Opening {
  /** The next action; undefined once all is tried. */
  next(frame: Frame): Action | undefined;
}

export function createOpening(): Opening {
  const tried = new Set<string>();
  let taken = 0;
  let clicks = 0;

  const isNew = (kind: string): boolean => {
    if (tried.has(kind)) return false;
    tried.add(kind);
    return true;
  };
  const nextClick = (frame: Frame): Action | undefined => {
    if (clicks >= MAX_CLICKS) return undefined;
    const grid = lastGrid(frame);
    const ground = backgroundOf(grid);
    const things = listComponents(grid)
      .filter(({ colour, area }) => colour !== ground && area >= 4 && area <= 400)
      .sort((a, b) => a.area - b.area);
    const thing = things.find(({ colour, width, height }) => isNew(`${colour} ${width} ${height}`));
    if (!thing) return undefined;
    clicks += 1;
    return click(thing.x + (thing.width >> 1), thing.y + (thing.height >> 1));
  };

  return {
    next(frame) {
      if (taken >= MAX_ACTIONS) return undefined;
      taken += 1;
      const key = frame.availableActions.find(
        (id) => id !== CLICK && id !== UNDO && isNew(String(id)),
      );
      if (key !== undefined) return { id: key };
      return frame.availableActions.includes(CLICK) ? nextClick(frame) : undefined;
    },
  };
}
