import { COLOURS } from "../../../game/frame.ts";
import { changesByColour } from "../tour/colour-shifts.ts";
import { directionOf } from "../tour/detect-shift.ts";
import type { View } from "../view.ts";
import type { Board } from "./board.ts";
import type { Hand } from "./hand.ts";

/** The key that presses what is under the cursor. */
export const ACT = 5;
/** The keys that may move a cursor; one that only goes back and forth has 3 and 4. */
const KEYS = [4, 3, 2, 1] as const;
/** The share of what changed that the cursor must explain. */
const LEAST_SHARE = 0.8;
const MIN_CELLS = 2;
const MAX_CELLS = 80;
/** A cursor is no farther than so many cells from the spot it is on. */
const MAX_OFF = 3;
/** How far a key is taken to move the cursor where that was not seen. */
const USUAL_STEP = 8;

/** What is known of a game's cursor, over all levels: how often each colour seemed to be its own. */
export type CursorColours = Map<number, number>;

interface Stop {
  readonly x: number;
  readonly y: number;
  /** The stops to which the keys lead, as far as they were pressed here. */
  readonly next: Map<number, Stop>;
}

interface Jump {
  readonly colour: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The colour whose loss here and gain there explains what changed; of several the rarest. */
function detectJump(before: View, after: View, colours: CursorColours): Jump | undefined {
  if (before.cells.length !== after.cells.length) return undefined;
  const { lost, gained, totals } = changesByColour(before, after);
  const changed = lost.reduce((sum, cells) => sum + cells.length, 0);
  const found: (Jump & { readonly votes: number; readonly total: number })[] = [];
  for (let colour = 0; colour < COLOURS; colour++) {
    const from = lost[colour] as readonly number[];
    const to = gained[colour] as readonly number[];
    const least = Math.min(from.length, to.length);
    const most = Math.max(from.length, to.length);
    if (least < MIN_CELLS || most > MAX_CELLS) continue;
    if (from.length + to.length < LEAST_SHARE * changed) continue;
    const total = totals[colour] as number;
    found.push({ colour, from, to, votes: colours.get(colour) ?? 0, total });
  }
  found.sort((a, b) => b.votes - a.votes || a.total - b.total);
  return found[0];
}

function middleOf(cells: readonly number[], width: number) {
  const xs = cells.map((at) => at % width);
  const ys = cells.map((at) => Math.floor(at / width));
  return {
    x: (Math.min(...xs) + Math.max(...xs)) / 2,
    y: (Math.min(...ys) + Math.max(...ys)) / 2,
  };
}

/** A cursor that keys move from spot to spot; where which key leads is learned. */
export function createCursor(board: Board, colours: CursorColours, keys: readonly number[]): Hand {
  const moving = KEYS.filter((key) => keys.includes(key));
  const stops = new Map<string, Stop>();
  let at: Stop | undefined;
  let cells: ReadonlySet<number> = new Set();
  let blind = 0;

  const stopAt = ({ x, y }: { x: number; y: number }): Stop => {
    const name = `${x},${y}`;
    const stop = stops.get(name) ?? { x, y, next: new Map() };
    stops.set(name, stop);
    return stop;
  };
  const spotOf = ({ x, y }: Stop): number | undefined => board.spotNear(x, y, MAX_OFF);

  /** The keys that lead from here to each stop, in the order of their number, as the first of them. */
  const waysFrom = (start: Stop) => {
    const ways = [{ stop: start, steps: 0, first: undefined as number | undefined }];
    const seen = new Set([start]);
    for (const { stop, steps, first } of ways) {
      for (const [key, next] of stop.next) {
        if (seen.has(next)) continue;
        seen.add(next);
        ways.push({ stop: next, steps: steps + 1, first: first ?? key });
      }
    }
    return ways;
  };

  return {
    begin() {
      at = undefined;
      cells = new Set();
      blind = 0;
    },

    towards(spot) {
      if (!at) return blind < moving.length ? moving[blind] : undefined;
      const ways = waysFrom(at);
      const known = ways.find(({ stop }) => spotOf(stop) === spot);
      if (known) return known.first ?? ACT;
      const target = board.middles[spot];
      if (!target) return undefined;
      let best: number | undefined;
      let least = Number.POSITIVE_INFINITY;
      for (const { stop, steps, first } of ways) {
        for (const key of moving) {
          if (stop.next.has(key)) continue;
          const { dx = 0, dy = 0 } = directionOf(key) ?? {};
          const offX = Math.abs(stop.x + dx * USUAL_STEP - target.x);
          const offY = Math.abs(stop.y + dy * USUAL_STEP - target.y);
          const cost = steps + 1 + (offX + offY) / USUAL_STEP;
          if (cost < least) [best, least] = [first ?? key, cost];
        }
      }
      return best;
    },

    pressedBy: (code) => (code === ACT && at ? spotOf(at) : undefined),

    follow(code, before, after) {
      if (!moving.some((key) => key === code)) return;
      const jump = detectJump(before, after, colours);
      if (!jump) {
        if (at) at.next.set(code, at);
        else blind += 1;
        return;
      }
      colours.set(jump.colour, (colours.get(jump.colour) ?? 0) + 1);
      const from = at ?? stopAt(middleOf(jump.from, before.width));
      at = stopAt(middleOf(jump.to, after.width));
      from.next.set(code, at);
      cells = new Set(jump.to);
    },

    covered: () => cells,
  };
}
