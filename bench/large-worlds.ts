/**
 * Games of one endless level, to see how an explorer fares with a million states. Nothing is drawn
 * at the edges, where the explorer would take it for a status bar.
 */

import { decodeAction } from "../dist/game/action-code.js";
import type { Frame, Grid } from "../dist/game/frame.js";

/** A level without an end; its states are the whole numbers below `size`. */
export interface World {
  readonly name: string;
  readonly size: number;
  readonly start: number;
  readonly availableActions: Frame["availableActions"];
  /** The state that an action (by its code) leads to. */
  play(state: number, code: number): number;
  draw(state: number): Grid;
}

const SIDE = 64;

function paint(cells: Uint8Array, x: number, y: number, w: number, h: number, colour: number) {
  for (let row = y; row < y + h; row++) cells.fill(colour, row * SIDE + x, row * SIDE + x + w);
}

const DIALS = 3;
const STOPS = 128;
const DIAL_KEYS = [1, 2, 3, 4, 5, 7] as const;

/** Three sliders of 128 stops each, moved by two keys each: a walk in three dimensions. */
export const dials: World = {
  name: "dials",
  size: STOPS ** DIALS,
  start: (STOPS / 2) * (1 + STOPS + STOPS ** 2),
  availableActions: DIAL_KEYS,
  play(state, code) {
    const key = (DIAL_KEYS as readonly number[]).indexOf(code);
    const weight = STOPS ** (key >> 1);
    const stop = Math.floor(state / weight) % STOPS;
    const moved = Math.min(STOPS - 1, Math.max(0, stop + (key % 2 === 0 ? 1 : -1)));
    return state + (moved - stop) * weight;
  },
  draw(state) {
    const cells = new Uint8Array(SIDE * SIDE);
    for (let dial = 0; dial < DIALS; dial++) {
      const stop = Math.floor(state / STOPS ** dial) % STOPS;
      paint(cells, 16 + (stop % 32), 4 + dial * 19 + (stop >> 5) * 4, 1, 4, 8 + dial);
    }
    return { width: SIDE, height: SIDE, cells };
  },
};

const ROWS = 4;
const COLUMNS = 5;

/** Twenty switches to click on: every state is at most twenty clicks from every other. */
export const switches: World = {
  name: "switches",
  size: 2 ** (ROWS * COLUMNS),
  start: 0,
  availableActions: [6],
  play(state, code) {
    const { x = 0, y = 0 } = decodeAction(code);
    const hit = x % 12 >= 3 && x < COLUMNS * 12 && y % 16 >= 4 && y % 16 < 14;
    return hit ? state ^ (1 << (Math.floor(y / 16) * COLUMNS + Math.floor(x / 12))) : state;
  },
  draw(state) {
    const cells = new Uint8Array(SIDE * SIDE);
    for (let at = 0; at < ROWS * COLUMNS; at++) {
      const [x, y] = [(at % COLUMNS) * 12 + 3, Math.floor(at / COLUMNS) * 16 + 4];
      paint(cells, x, y, 9, 10, (state >> at) & 1 ? 11 : 8);
    }
    return { width: SIDE, height: SIDE, cells };
  },
};
