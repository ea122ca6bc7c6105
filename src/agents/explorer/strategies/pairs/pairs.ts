import { GOAL } from "../../../../memory/map/state-graph.ts";
import type { View } from "../../perception/view.ts";
import { createCursorNavigation } from "../../tracking/cursor/cursor-navigation.ts";
import { NOTHING } from "../../tracking/cursor/mouse.ts";
import type { PressTracker } from "../../tracking/cursor/press-tracker.ts";
import type { Strategy } from "../strategy.ts";
import { createLookalikes, type Lookalikes } from "./lookalikes.ts";

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
export function createPairs(presses: PressTracker): Strategy {
  const navigation = createCursorNavigation(presses);
  /** Undefined where nothing can be pressed, or pairs were tried in vain. */
  let lookalikes: Lookalikes | undefined;
  /** The thing pressed first, and the one to be pressed next. */
  let pair: readonly [first: number, second: number] | undefined;
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
  const choose = (groups: readonly number[][]): number | undefined => {
    const even = groups
      .filter(({ length }) => length % 2 === 0 && length <= MOST_ALIKE)
      .sort((a, b) => a.length - b.length);
    const isLikely =
      even.length >= LEAST_KINDS &&
      (actionsHere >= HASTE || even.flat().length >= LEAST_SHARE * groups.flat().length);
    return taken > 0 || isLikely ? even[0]?.[0] : undefined;
  };

  /** Whether pressing the second changed both, and the first into something else than it was. */
  const areTaken = (
    on: Lookalikes,
    [first, second]: readonly [number, number],
    from: View,
    to: View,
  ) => {
    const [before, after] = [on.facesIn(from), on.facesIn(to)];
    return (
      before[first] !== after[first] &&
      before[second] !== after[second] &&
      after[first] !== on.faceOf(first)
    );
  };

  return {
    name: "pairs",

    begin(_, isNew) {
      if (isNew) {
        if (lookalikes) vainLevels = takenHere > 0 ? 0 : vainLevels + 1;
        const { board } = presses;
        const isTried = board && vainLevels < MAX_VAIN_LEVELS;
        lookalikes = isTried ? createLookalikes(board, navigation) : undefined;
        takenHere = 0;
        vainHere = 0;
        actionsHere = 0;
        isCalling = taken > 0;
      }
      pair = undefined;
      navigation.begin(isNew);
      lookalikes?.begin();
    },

    calls() {
      const calls = isCalling;
      isCalling = false;
      return calls;
    },

    propose({ view }) {
      if (!lookalikes) return undefined;
      if (pair) return navigation.goTo(pair[1]);
      if (vainHere >= (taken > 0 ? MAX_VAIN.after : MAX_VAIN.before)) return undefined;
      lookalikes.look(view, presses.effector?.covered() ?? NOTHING);
      const pressable = navigation.destination() ?? choose(lookalikes.groups());
      return pressable === undefined ? undefined : navigation.goTo(pressable);
    },

    observe(step) {
      actionsHere += 1;
      if (!lookalikes) return;
      const { from, to } = step;
      const isMeant = navigation.observe(step);
      if (typeof to === "number") {
        if (to === GOAL && isMeant && pair) take();
        pair = undefined;
        return;
      }
      const { pressed } = presses;
      if (pressed === undefined) return;
      const earlier = pair;
      pair = undefined;
      // Where another strategy pressed, it is not known what is selected now.
      if (!isMeant) return;
      if (!earlier) {
        const twin = lookalikes
          .groups()
          .find((group) => group.includes(pressed))
          ?.find((other) => other !== pressed);
        if (twin !== undefined) pair = [pressed, twin];
        return;
      }
      for (const one of earlier) lookalikes.putAside(one);
      if (areTaken(lookalikes, earlier, from.view, to.view)) take();
      else vainHere += 1;
    },

    paid() {
      const paid = found > 0;
      found = 0;
      return paid;
    },
  };
}
