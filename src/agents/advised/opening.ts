import { ACT, type Action, CLICK, click, UNDO } from "../../game/action.ts";
import { type Frame, lastGrid } from "../../game/frame.ts";
import { backgroundOf, type Component, listComponents } from "../../picture/components.ts";

/** Clicks of an opening. */
const MAX_CLICKS = 3;
/** Things so near an edge are bars and borders. */
const EDGE = 4;

/**
 * Presses each arrow key once or, where there are none, the other key, or clicks on some kinds of things: a model
 * has something to go by then.
 */
export interface Opening {
  /** The next action; undefined once all is tried. */
  next(frame: Frame): Action | undefined;
}

export function createOpening(): Opening {
  const tried = new Set<string>();
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
    const isInside = ({ x, y, width, height }: Component) =>
      Math.min(x, y) >= EDGE && x + width <= grid.width - EDGE && y + height <= grid.height - EDGE;
    const things = listComponents(grid)
      .filter((thing) => thing.colour !== ground && thing.area >= 4 && isInside(thing))
      .sort((a, b) => a.area - b.area);
    const thing = things.find(({ colour, width, height }) => isNew(`${colour} ${width} ${height}`));
    if (!thing) return undefined;
    clicks += 1;
    return click(thing.x + (thing.width >> 1), thing.y + (thing.height >> 1));
  };

  return {
    next(frame) {
      const keys = frame.availableActions.filter((id) => id !== CLICK && id !== UNDO);
      if (keys.length === 0) return nextClick(frame);
      // What acts may spoil something.
      const arrows = keys.filter((id) => id !== ACT);
      const key = (arrows.length > 0 ? arrows : keys).find((id) => isNew(String(id)));
      return key === undefined ? undefined : { id: key };
    },
  };
}
