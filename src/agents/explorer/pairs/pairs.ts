import { CLICK } from "../../../game/action.ts";
import { GOAL } from "../../../memory/state-graph.ts";
import { type Approach, createApproach } from "../aim/approach.ts";
import { type Board, readBoard } from "../aim/board.ts";
import { ACT, createCursor } from "../aim/cursor.ts";
import type { CursorColours } from "../aim/detect-jump.ts";
import type { Hand } from "../aim/hand.ts";
import { createMouse } from "../aim/mouse.ts";
import type { Place } from "../level-play.ts";
import type { Strategy } from "../strategy.ts";
import { readFaces } from "./faces.ts";

/** More things that look alike are a texture. */
const MOST_ALIKE = 8;
/** Fewer kinds of things are no puzzle. */
const LEAST_KINDS = 2;
/** Pairs that may be pressed in vain on a level, before one was taken in the game and after. */
const MAX_FAILURES = { before: 1, after: 4 };
/** Levels on which none was taken after which no more are tried. */
const MAX_VAIN_LEVELS = 2;

interface Level {
  readonly board: Board;
  readonly hand: Hand;
  readonly approach: Approach;
  /** What each spot showed when it was last seen at rest. */
  faces: (string | undefined)[];
  /** Spots of pairs that were taken, or tried in vain. */
  readonly done: Set<number>;
  failures: number;
}

/**
 * Presses two things that look alike one after the other, and goes on with all such pairs where that
 * changed both: the second press what was pressed first, too.
 */
export function createPairs(): Strategy {
  const colours: CursorColours = new Map();
  let level: Level | undefined;
  /** The spot pressed first, and the one to be pressed next. */
  let first: number | undefined;
  let second: number | undefined;
  let taken = 0;
  let takenHere = 0;
  let vainLevels = 0;
  let found = 0;
  let calling = false;

  const takeUp = ({ view, frame: { availableActions } }: Place): Level | undefined => {
    const takesClicks = availableActions.includes(CLICK);
    if (!takesClicks && !availableActions.includes(ACT)) return undefined;
    const board = readBoard(view);
    const hand = takesClicks ? createMouse(board) : createCursor(board, colours, availableActions);
    const faces = board.boxes.map(() => undefined);
    return { board, hand, approach: createApproach(hand), faces, done: new Set(), failures: 0 };
  };

  /** Reads what the spots show; what is covered showed what it did. */
  const look = (on: Level, view: Place["view"]) => {
    const now = readFaces(view, on.board, on.hand.covered());
    on.faces = now.map((face, spot) => face ?? on.faces[spot]);
  };

  const choose = ({ board, hand, approach, faces, done }: Level) => {
    const groups = new Map<string, number[]>();
    for (const spot of board.boxes.keys()) {
      const face = faces[spot];
      if (face === undefined || done.has(spot) || approach.isLost(spot)) continue;
      groups.set(face, [...(groups.get(face) ?? []), spot]);
    }
    const pairs = [...groups.values()].filter(
      ({ length }) => length % 2 === 0 && length <= MOST_ALIKE,
    );
    if (taken === 0 && pairs.length < LEAST_KINDS) return undefined;
    const far = Number.POSITIVE_INFINITY;
    const near = (spot: number) => hand.distance(spot) ?? far;
    const [pair] = pairs
      .map((spots) => [...spots].sort((a, b) => near(a) - near(b)))
      .sort((a, b) => a.length - b.length || near(a[0] as number) - near(b[0] as number));
    return pair;
  };

  return {
    name: "pairing",

    begin(place, isNew) {
      if (isNew) {
        if (level) vainLevels = takenHere > 0 ? 0 : vainLevels + 1;
        takenHere = 0;
        level = vainLevels < MAX_VAIN_LEVELS ? takeUp(place) : undefined;
        calling = taken > 0;
      }
      first = undefined;
      second = undefined;
      if (!level) return;
      level.hand.begin(place.view);
      level.approach.drop();
      level.done.clear();
      look(level, place.view);
    },

    calls() {
      const calls = calling;
      calling = false;
      return calls;
    },

    propose({ view }) {
      if (!level) return undefined;
      if (first === undefined && second === undefined) {
        if (level.failures >= (taken > 0 ? MAX_FAILURES.after : MAX_FAILURES.before))
          return undefined;
        look(level, view);
        const errand = level.approach.errand();
        if (errand !== undefined) return level.approach.goTo(errand);
        const pair = choose(level);
        if (!pair) return undefined;
        return level.approach.goTo(pair[0] as number);
      }
      return second === undefined ? undefined : level.approach.goTo(second);
    },

    observe({ from, code, to }) {
      if (!level) return;
      const { board, hand, approach, faces, done } = level;
      const spot = hand.pressedBy(code);
      const errand = approach.errand();
      if (typeof to === "number") {
        if (to === GOAL && spot !== undefined && spot === second) {
          found += 1;
          taken += 1;
          takenHere += 1;
        }
        approach.drop();
        return;
      }
      hand.follow(code, from.view, to.view);
      if (spot === undefined) return;
      if (errand !== spot) {
        // Another strategy pressed something: what is held now is not known.
        first = undefined;
        second = undefined;
        approach.drop();
        return;
      }
      approach.drop();
      if (first === undefined) {
        const twin = board.boxes.findIndex(
          (_, other) => other !== spot && faces[other] === faces[spot] && !done.has(other),
        );
        if (twin < 0) return;
        first = spot;
        second = twin;
        return;
      }
      const before = readFaces(from.view, board, new Set());
      const after = readFaces(to.view, board, new Set());
      const isTaken =
        before[first] !== after[first] &&
        after[first] !== faces[first] &&
        before[spot] !== after[spot];
      for (const pressed of [first, spot]) {
        for (const other of board.spotsOver(pressed)) done.add(other);
      }
      if (isTaken) {
        taken += 1;
        takenHere += 1;
        found += 1;
      } else {
        level.failures += 1;
      }
      first = undefined;
      second = undefined;
    },

    paid() {
      const paid = found > 0;
      found = 0;
      return paid;
    },
  };
}
