import type { ArcadeGame } from "../../src/arcade/game.ts";
import type { Grid } from "../../src/game/frame.ts";

const SIDE = 32;
const CELL = 4;
const FUEL = 30;

const blank = (): Uint8Array => new Uint8Array(SIDE * SIDE);

function paint(cells: Uint8Array, x: number, y: number, w: number, h: number, colour: number) {
  for (let row = y; row < y + h; row++) cells.fill(colour, row * SIDE + x, row * SIDE + x + w);
}

const asGrid = (cells: Uint8Array): Grid => ({ width: SIDE, height: SIDE, cells });

interface Navigation {
  readonly level: number;
  readonly x: number;
  readonly y: number;
  readonly fuel: number;
}

const MAZES = [
  ["@.#....", ".##.##.", "....#..", ".#.##.#", ".#..x#.", ".##.##.", "......E"],
  ["@..#..E", ".#.#.##", ".#.#...", ".#.###.", ".#...#.", ".###.#.", "x......"],
];
const squareAt = (level: number, x: number, y: number) => MAZES[level]?.[y]?.[x] ?? "#";

// Two mazes for ACTION1–4; `x` is deadly, and so is the 30th step: a bar at the bottom counts them.
const mazeGame: ArcadeGame<Navigation> = {
  id: "maze-1",
  title: "MAZE",
  tags: ["tiny"],
  availableActions: [1, 2, 3, 4],
  levelCount: MAZES.length,
  baselines: [16, 18],
  start: (level) => ({ level, x: 0, y: 0, fuel: FUEL }),
  play(state, { id }) {
    const [dx, dy] = [
      [0, -1],
      [0, 1],
      [-1, 0],
      [1, 0],
    ][id - 1] ?? [0, 0];
    const x = state.x + (dx as number);
    const y = state.y + (dy as number);
    const square = squareAt(state.level, x, y);
    const next = { ...state, fuel: state.fuel - 1, ...(square === "#" ? {} : { x, y }) };
    const lost = square === "x" || (next.fuel === 0 && square !== "E");
    const status = lost ? "lost" : square === "E" ? "won" : "playing";
    return { state: next, status, animation: [] };
  },
  draw({ level, x, y, fuel }) {
    const cells = blank();
    for (let row = 0; row < 7; row++) {
      for (let column = 0; column < 7; column++) {
        const colour = { "#": 5, x: 8, E: 14 }[squareAt(level, column, row)] ?? 0;
        paint(cells, column * CELL, row * CELL, CELL, CELL, colour);
      }
    }
    paint(cells, x * CELL + 1, y * CELL + 1, 2, 3, 9);
    paint(cells, 0, SIDE - 1, fuel, 1, 11);
    return asGrid(cells);
  },
  moves: () => [1, 2, 3, 4].map((id) => ({ id: id as 1 })),
  key: ({ level, x, y }) => `${level} ${x} ${y}`,
  reserve: ({ fuel }) => fuel,
};

interface Lamps {
  readonly level: number;
  readonly lit: readonly number[];
}

// Clicks only: nine lamps and some scenery; a level is won when its secret lamps and no others are lit.
const lampsGame: ArcadeGame<Lamps> = {
  id: "lamps-1",
  title: "LAMPS",
  tags: ["tiny"],
  availableActions: [6],
  levelCount: 2,
  baselines: [1, 2],
  start: (level) => ({ level, lit: [] }),
  play(state, { x = -1, y = -1 }) {
    const lamp = lampAt(x, y);
    if (lamp === undefined) return { state, status: "playing", animation: [] };
    const lit = state.lit.includes(lamp)
      ? state.lit.filter((one) => one !== lamp)
      : [...state.lit, lamp].sort();
    const won = lit.join() === (state.level === 0 ? "4" : "2,6");
    return { state: { ...state, lit }, status: won ? "won" : "playing", animation: [] };
  },
  draw({ level, lit }) {
    const cells = blank();
    paint(cells, 2, 2, 5, 3, 2 + level);
    for (let lamp = 0; lamp < 9; lamp++) {
      const colour = lit.includes(lamp) ? 12 : 10;
      paint(cells, 8 + (lamp % 3) * 7, 8 + Math.floor(lamp / 3) * 7, 4, 4, colour);
    }
    return asGrid(cells);
  },
  moves: () => [],
  key: ({ level, lit }) => `${level} ${lit}`,
  reserve: () => Number.POSITIVE_INFINITY,
};

function lampAt(x: number, y: number): number | undefined {
  const [column, row] = [Math.floor((x - 8) / 7), Math.floor((y - 8) / 7)];
  const inside = (at: number) => at >= 8 && (at - 8) % 7 < 4 && at < 8 + 21;
  return inside(x) && inside(y) ? row * 3 + column : undefined;
}

/** Two mazes for ACTION1–4, with a deadly square and a bar that counts to a deadly 30th step. */
export const maze = mazeGame as ArcadeGame;
/** Two panels of lamps for clicks; the secret ones are to be lit. */
export const lamps = lampsGame as ArcadeGame;

/** ACTION2 three times wins; ACTION1 leads to a place without a way out, and nothing there is deadly. */
export const trap: ArcadeGame = {
  id: "trap-1",
  title: "TRAP",
  tags: ["tiny"],
  availableActions: [1, 2],
  levelCount: 1,
  baselines: [3],
  start: () => 0,
  play(state, { id }) {
    const at = state as number;
    const next = at < 0 ? at : id === 1 ? -1 - at : at + 1;
    return { state: next, status: next === 3 ? "won" : "playing", animation: [] };
  },
  draw: (state) => ({ width: 4, height: 4, cells: new Uint8Array(16).fill(5 + (state as number)) }),
  moves: () => [],
  key: String,
  reserve: () => Number.POSITIVE_INFINITY,
};

const HALL = 48;

// A hall of pillars for ACTION1–4, three cells a step: the only way to win is onto the square at the far end.
const hallGame: ArcadeGame<{ readonly x: number; readonly y: number }> = {
  id: "hall-1",
  title: "HALL",
  tags: ["tiny"],
  availableActions: [1, 2, 3, 4],
  levelCount: 1,
  baselines: [28],
  start: () => ({ x: 0, y: 0 }),
  play(state, { id }) {
    const dx = Number(id === 4) - Number(id === 3);
    const dy = Number(id === 2) - Number(id === 1);
    const [x, y] = [state.x + dx, state.y + dy];
    const isWall = isPillar(x, y) || Math.min(x, y) < 0 || Math.max(x, y) > 14;
    const next = isWall ? state : { x, y };
    const status = next.x === 14 && next.y === 14 ? "won" : "playing";
    return { state: next, status, animation: [] };
  },
  draw({ x, y }) {
    const cells = new Uint8Array(HALL * HALL).fill(5);
    const put = (column: number, row: number, colour: number) => {
      for (let i = 0; i < 9; i++) {
        const at = (3 * row + 1 + Math.floor(i / 3)) * HALL + 3 * column + 1 + (i % 3);
        cells[at] = colour;
      }
    };
    for (let row = 0; row < 15; row++) {
      for (let column = 0; column < 15; column++) {
        if (!isPillar(column, row)) put(column, row, 1);
      }
    }
    put(14, 14, 14);
    put(x, y, 9);
    return { width: HALL, height: HALL, cells };
  },
  moves: () => [1, 2, 3, 4].map((id) => ({ id: id as 1 })),
  key: ({ x, y }) => `${x} ${y}`,
  reserve: () => Number.POSITIVE_INFINITY,
};

const isPillar = (x: number, y: number): boolean =>
  x % 2 === 1 && (y % 2 === 1 || (x + y) % 4 === 3);

/** A large hall of pillars for ACTION1–4; its far end is the goal. */
export const hall = hallGame as ArcadeGame;

/**
 * ACTION2 five times wins, ACTION1 goes back one. Each start but the first shows something of what was
 * before, another thing each time and until the first action: as games do whose display lags.
 */
export function createLagging(): ArcadeGame {
  let starts = 0;
  const game: ArcadeGame<{ readonly at: number; readonly trace: number }> = {
    id: "lagging-1",
    title: "LAGGING",
    tags: ["tiny"],
    availableActions: [1, 2],
    levelCount: 1,
    baselines: [5],
    start: () => ({ at: 0, trace: starts++ }),
    play({ at }, { id }) {
      const next = Math.max(0, id === 1 ? at - 1 : at + 1);
      return {
        state: { at: next, trace: 0 },
        status: next === 5 ? "won" : "playing",
        animation: [],
      };
    },
    draw({ at, trace }) {
      const cells = blank();
      paint(cells, at * 4, 12, 4, 4, 9);
      paint(cells, 0, 24, trace % SIDE, 1, 11);
      return asGrid(cells);
    },
    moves: () => [],
    key: ({ at }) => String(at),
    reserve: () => Number.POSITIVE_INFINITY,
  };
  return game as ArcadeGame;
}
