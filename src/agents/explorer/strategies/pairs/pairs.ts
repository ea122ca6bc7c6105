import { GOAL } from "../../../../memory/state-graph.ts";
import { readFaces } from "../../perception/faces.ts";
import type { View } from "../../perception/view.ts";
import type { CursorColours } from "../../tracking/cursor/detect-jump.ts";
import { layTable, type Table } from "../../tracking/table.ts";
import type { Strategy } from "../strategy.ts";

/** More things that look alike are a texture. */
const MOST_ALIKE = 8;
/** Fewer kinds of things are no puzzle, before pairs were taken in the game. */
const LEAST_KINDS = 2;
/** It takes such a share of the things to be in pairs, before so many actions on a level led to nothing. */
const LEAST_SHARE = 0.6;
const HASTE = 60;
/** Pairs that may be pressed in vain on a level, before one was taken in the game and after. */
const MAX_VAIN = { before: 1, after: 4 } as const;
/** Levels on which none was taken after which no more are tried. */
const MAX_VAIN_LEVELS = 2;

/**
 * Presses two things that look alike one after the other, and goes on with all such pairs where the
 * second press changed both of them for good.
 */
export function createPairs(): Strategy {
  const colours: CursorColours = new Map();
  let table: Table | undefined;
  /** The thing pressed first, and the one to be pressed next. */
  let pair: readonly [held: number, next: number] | undefined;
  /** Pairs that were taken and that were not: in the game, on the level, in this turn. */
  let taken = 0;
  let takenHere = 0;
  let vainHere = 0;
  let found = 0;
  let actionsHere = 0;
  let vainLevels = 0;
  let isCalling = false;

  const take = () => {
    taken += 1;
    takenHere += 1;
    found += 1;
  };

  /** The thing to press first: one of as few alike as there are, the nearest. */
  const choose = (on: Table): number | undefined => {
    const groups = on.groups();
    const even = groups
      .filter(({ length }) => length % 2 === 0 && length <= MOST_ALIKE)
      .sort((a, b) => a.length - b.length);
    const isLikely =
      even.length >= LEAST_KINDS &&
      (actionsHere >= HASTE || even.flat().length >= LEAST_SHARE * groups.flat().length);
    return taken > 0 || isLikely ? even[0]?.[0] : undefined;
  };

  /** Whether pressing the second changed both, and the first into something else than it was. */
  const areTaken = (on: Table, [held, next]: readonly [number, number], from: View, to: View) => {
    const before = readFaces(from, on.board, new Set());
    const after = readFaces(to, on.board, new Set());
    return (
      before[held] !== after[held] &&
      before[next] !== after[next] &&
      after[held] !== on.faceOf(held)
    );
  };

  return {
    name: "pairs",

    begin(place, isNew) {
      if (isNew) {
        if (table) vainLevels = takenHere > 0 ? 0 : vainLevels + 1;
        table = vainLevels < MAX_VAIN_LEVELS ? layTable(place, colours) : undefined;
        takenHere = 0;
        vainHere = 0;
        actionsHere = 0;
        isCalling = taken > 0;
      }
      pair = undefined;
      table?.begin(place.view);
    },

    calls() {
      const calls = isCalling;
      isCalling = false;
      return calls;
    },

    propose({ view }) {
      if (!table) return undefined;
      if (pair) return table.cursorNavigation.goTo(pair[1]);
      if (vainHere >= (taken > 0 ? MAX_VAIN.after : MAX_VAIN.before)) return undefined;
      table.look(view);
      const pressable = table.cursorNavigation.option() ?? choose(table);
      return pressable === undefined ? undefined : table.cursorNavigation.goTo(pressable);
    },

    observe(step) {
      actionsHere += 1;
      if (!table) return;
      const { from, to } = step;
      const { pressable, isMeant } = table.watch(step);
      if (typeof to === "number") {
        if (to === GOAL && isMeant && pair) take();
        pair = undefined;
        return;
      }
      if (pressable === undefined) return;
      const earlier = pair;
      pair = undefined;
      // Where another strategy pressed, it is not known what is held now.
      if (!isMeant) return;
      if (!earlier) {
        const twin = table
          .groups()
          .find((group) => group.includes(pressable))
          ?.find((other) => other !== pressable);
        if (twin !== undefined) pair = [pressable, twin];
        return;
      }
      for (const pressed of earlier) table.putAside(pressed);
      if (areTaken(table, earlier, from.view, to.view)) take();
      else vainHere += 1;
    },

    paid() {
      const paid = found > 0;
      found = 0;
      return paid;
    },
  };
}
