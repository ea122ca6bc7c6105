import { GOAL } from "../../../../memory/map/state-graph.ts";
import type { View } from "../../perception/view.ts";
import { createCursorNavigation } from "../../tracking/cursor/cursor-navigation.ts";
import type { PressTracker } from "../../tracking/cursor/press-tracker.ts";
import type { Strategy } from "../strategy.ts";
import { createLookalikes, type Lookalikes } from "./lookalikes.ts";

/** More lookalikes are a texture. */
const MOST_ALIKE = 8;
/** Before the first pair of a game is taken, it takes so many kinds of lookalikes. */
const LEAST_KINDS = 2;
/** Until so many actions were spent on a level, this share of the pressables must be in pairs. */
const LEAST_SHARE = 0.6;
const PATIENCE = 60;
/** Pairs that may fail on a level, before the first of the game is taken and after. */
const MAX_VAIN = { before: 1, after: 4 } as const;
/** Levels in a row without a taken pair, after which no more are tried. */
const MAX_VAIN_LEVELS = 2;

/**
 * Solves pairs (Memory, Mahjong): presses two lookalikes one after the other. A pair is taken where the
 * second press changed both for good; then the next one follows.
 */
export function createPairs(presses: PressTracker): Strategy {
  const navigation = createCursorNavigation(presses);
  /** Undefined where nothing can be pressed, or pairs were tried in vain. */
  let lookalikes: Lookalikes | undefined;
  /** The pressable pressed first, and the one to be pressed next. */
  let pair: readonly [first: number, second: number] | undefined;
  /** Pairs taken in the game, on the level and in this turn, and pairs that failed on the level. */
  let taken = 0;
  let takenHere = 0;
  let vainHere = 0;
  let actionsHere = 0;
  let vainLevels = 0;

  const take = () => {
    taken += 1;
    takenHere += 1;
  };

  /** The pressable to press first: the nearest of the smallest group of lookalikes. */
  const choose = (groups: readonly number[][]): number | undefined => {
    const even = groups
      .filter(({ length }) => length % 2 === 0 && length <= MOST_ALIKE)
      .sort((a, b) => a.length - b.length);
    const isLikely =
      even.length >= LEAST_KINDS &&
      (actionsHere >= PATIENCE || even.flat().length >= LEAST_SHARE * groups.flat().length);
    return taken > 0 || isLikely ? even[0]?.[0] : undefined;
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
      }
      pair = undefined;
      navigation.begin(isNew);
      lookalikes?.begin();
    },

    propose({ view }) {
      if (!lookalikes) return undefined;
      if (pair) return navigation.goTo(pair[1]);
      if (vainHere >= (taken > 0 ? MAX_VAIN.after : MAX_VAIN.before)) return undefined;
      lookalikes.look(view, presses.covered);
      return navigation.goTo(navigation.destination() ?? choose(lookalikes.groups()));
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

    get wantsTurn() {
      return taken > 0 && lookalikes !== undefined;
    },

    get progress() {
      return taken;
    },
  };
}

/** Whether pressing the second changed both, and the first into something else than it was. */
function areTaken(
  on: Lookalikes,
  [first, second]: readonly [number, number],
  from: View,
  to: View,
): boolean {
  const [before, after] = [on.facesIn(from), on.facesIn(to)];
  return (
    before[first] !== after[first] &&
    before[second] !== after[second] &&
    after[first] !== on.faceOf(first)
  );
}
