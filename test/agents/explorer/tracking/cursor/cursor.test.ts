import { describe, expect, it } from "vitest";
import { readBoard } from "../../../../../src/agents/explorer/perception/board.ts";
import type { View } from "../../../../../src/agents/explorer/perception/view.ts";
import { createCursor } from "../../../../../src/agents/explorer/tracking/cursor/cursor.ts";
import { ACT } from "../../../../../src/game/action.ts";
import { drawBoxes } from "../../helpers/draw-board.ts";

const COLUMNS = 3;
const PITCH = 8;

/** Nine tiles, a cursor around one of them, and something that goes its own way below, in the colour given. */
function draw(cursor: number, drifted: number): View {
  const tiles = Array.from({ length: 9 }, (_, at) => {
    const [x, y] = [10 + PITCH * (at % COLUMNS), 10 + PITCH * Math.floor(at / COLUMNS)];
    return [x, y, 6, 6, 1 + (at % 2)] as const;
  });
  const [left, top] = [tiles[cursor]?.[0] ?? 0, tiles[cursor]?.[1] ?? 0];
  const corners = [0, 5].flatMap((dx) =>
    [0, 5].map((dy) => [left + dx, top + dy, 1, 1, 9] as const),
  );
  const drift = [[2 + PITCH * (drifted % 7), 50, 2, 2, 11] as const];
  return drawBoxes(0, [...tiles, ...corners, ...drift]);
}

/** Where a key leads from a tile; at the edges it leads nowhere. */
function move(at: number, key: number): number {
  const [x, y] = [at % COLUMNS, Math.floor(at / COLUMNS)];
  if (key === 1) return y > 0 ? at - COLUMNS : at;
  if (key === 2) return y < 2 ? at + COLUMNS : at;
  if (key === 3) return x > 0 ? at - 1 : at;
  return key === 4 && x < 2 ? at + 1 : at;
}

describe("the cursor", () => {
  it("is found by its keys, whatever else moves, and gets to every tile", () => {
    const board = readBoard(draw(4, 0));
    const colours = new Map<number, number>();
    const cursor = createCursor(board, colours, [1, 2, 3, 4, ACT]);
    let at = 4;
    let ticks = 0;
    let view = draw(at, ticks);
    cursor.begin();
    let steps = 0;
    const goTo = (pressable: number) => {
      for (let step = 0; step < 20; step++) {
        const code = cursor.towards(pressable);
        if (code === ACT || code === undefined) return code;
        steps += 1;
        ticks += 1;
        at = move(at, code);
        const after = draw(at, ticks);
        cursor.follow(code, view, after);
        view = after;
      }
      return undefined;
    };
    for (const pressable of [0, 8, 2, 6, 4]) {
      expect(goTo(pressable)).toBe(ACT);
      expect(at).toBe(pressable);
      expect(cursor.pressedBy(ACT)).toBe(pressable);
    }
    // The ways are 2, 4, 2, 4 and 2 long; the rest is finding out.
    expect(steps).toBeLessThan(30);
    // What it covers now are its four corners.
    expect(cursor.covered().size).toBe(4);
  });

  it("gives up where no key moves anything", () => {
    const board = readBoard(draw(4, 0));
    const cursor = createCursor(board, new Map(), [1, 2, 3, 4, ACT]);
    const view = draw(4, 0);
    cursor.begin();
    for (let press = 0; press < 4; press++) cursor.follow(cursor.towards(0) ?? 0, view, view);
    expect(cursor.towards(0)).toBeUndefined();
    expect(cursor.distance(0)).toBeUndefined();
  });
});
