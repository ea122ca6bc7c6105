import { ACT } from "../../../../game/action.ts";
import type { Board } from "../../perception/board.ts";
import { type Bounds, middleOf, type Point } from "../../perception/bounds.ts";
import { type Displacement, lengthOf } from "../../perception/displacement.ts";
import { directionOf } from "../detect-displacement.ts";
import { type CursorColours, detectJump } from "./detect-jump.ts";
import type { Effector } from "./effector.ts";
import { type Stop, waysFrom } from "./stops.ts";

/** The keys that may move a cursor; one that only goes back and forth has 3 and 4. */
const KEYS = [4, 3, 2, 1] as const;
/** A cursor is no farther than so many cells from the pressable it is on. */
const MAX_OFF = 3;
/** The assumed displacement of a key that was not seen to move the cursor, in cells. */
const USUAL_STEP = 8;

/** A cursor that keys move from pressable to pressable; where which key leads is learned. */
export function createCursor(
  board: Board,
  colours: CursorColours,
  keys: readonly number[],
): Effector {
  const moving = KEYS.filter((key) => keys.includes(key));
  let stops = new Map<string, Stop>();
  let at: Stop | undefined;
  let cells: ReadonlySet<number> = new Set();
  let colour = -1;
  const displacements = new Map<number, Displacement>();
  let unseen = 0;

  const pressableOf = ({ x, y }: Point) => board.pressableNear(x, y, MAX_OFF);
  const isPressable = (point: Point) => pressableOf(point) !== undefined;
  const stopAt = ({ x, y }: Point): Stop => {
    const name = `${x},${y}`;
    const stop = stops.get(name) ?? { x, y, next: new Map() };
    stops.set(name, stop);
    return stop;
  };

  const isFollowed = (other: number, from: Point) =>
    at !== undefined &&
    other === colour &&
    Math.abs(from.x - at.x) + Math.abs(from.y - at.y) <= MAX_OFF;

  /** How far a key last moved the cursor in its own direction. */
  const displacementOf = (key: number): Displacement => {
    const { dx = 0, dy = 0 } = directionOf(key) ?? {};
    return displacements.get(key) ?? { dx: dx * USUAL_STEP, dy: dy * USUAL_STEP };
  };

  const isAbsent = () => unseen >= moving.length;
  /** The number of keys to a pressable, and the first of them: by known stops, or else by where a key should lead. */
  const wayTo = (
    pressable: number,
  ): { readonly steps: number; readonly key: number } | undefined => {
    if (!at) return undefined;
    const ways = waysFrom(at);
    const known = ways.find(({ stop }) => pressableOf(stop) === pressable);
    let best = known && { steps: known.steps, key: known.first ?? ACT };
    const target = middleOf(board.boxes[pressable] as Bounds);
    for (const { stop, steps, first } of ways) {
      for (const key of moving) {
        if (stop.next.has(key)) continue;
        const displacement = displacementOf(key);
        const { dx, dy } = displacement;
        const off = Math.abs(stop.x + dx - target.x) + Math.abs(stop.y + dy - target.y);
        const all = steps + 1 + off / lengthOf(displacement);
        if (!best || all < best.steps) best = { steps: all, key: first ?? key };
      }
    }
    return best;
  };

  return {
    begin() {
      at = undefined;
      cells = new Set();
      unseen = 0;
    },

    distance: (pressable) => (at ? wayTo(pressable)?.steps : isAbsent() ? undefined : 0),

    towards(pressable) {
      if (!at) return isAbsent() ? undefined : moving[unseen];
      return wayTo(pressable)?.key;
    },

    pressedBy: (code) => (code === ACT && at ? pressableOf(at) : undefined),

    follow(code, before, after) {
      if (!moving.some((key) => key === code)) return;
      const jump = detectJump(code, before, after, isPressable, isFollowed, colours);
      if (!jump) {
        if (at) at.next.set(code, at);
        else unseen += 1;
        return;
      }
      if (jump.colour !== colour) {
        // Another thing was followed before.
        colour = jump.colour;
        stops = new Map();
        at = undefined;
      }
      const from = at ?? stopAt(jump.from);
      at = stopAt(jump.to);
      if (jump.isAsMeant) displacements.set(code, { dx: at.x - from.x, dy: at.y - from.y });
      from.next.set(code, at);
      cells = new Set(jump.cells);
    },

    covered: () => cells,
  };
}
