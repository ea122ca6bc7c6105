import type { ArcadeGame } from "../../../../src/arcade/game.ts";
import { createRandom } from "../../../../src/base/random.ts";

const SIDE = 64;
const COLUMNS = 4;
const ROWS = 3;
const [TILE, GAP, LINE] = [9, 2, 3];
const [LEFT, TOP] = [8, 14];
const [BACK, PLATE, LOOSE, TIED, CURSOR] = [0, 5, 12, 14, 9];
const LEVELS = 3;
/** Up, right, down, left. */
const STEPS = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const;

interface Loops {
  readonly level: number;
  /** For each tile the sides that its lines lead to, as bits. */
  readonly tiles: readonly number[];
  readonly cursor: number;
}

const beside = (tile: number, side: number): number | undefined => {
  const [dx, dy] = STEPS[side] as (typeof STEPS)[number];
  const [x, y] = [(tile % COLUMNS) + dx, Math.floor(tile / COLUMNS) + dy];
  return x < 0 || y < 0 || x >= COLUMNS || y >= ROWS ? undefined : y * COLUMNS + x;
};
const turned = (sides: number) => ((sides >> 1) | (sides << 3)) & 15;
const leads = (sides: number, side: number) => ((sides >> side) & 1) === 1;

/** Whether all lines of a tile go on in its neighbours. */
const isTied = (tiles: readonly number[], tile: number): boolean =>
  STEPS.every((_, side) => {
    if (!leads(tiles[tile] as number, side)) return true;
    const other = beside(tile, side);
    return other !== undefined && leads(tiles[other] as number, (side + 2) % 4);
  });

/**
 * Twelve tiles with lines on them, up to four on each. A press turns a tile to the left; the level ends
 * when no line ends loosely. Tiles of which all lines go on are coloured differently.
 */
export function createLoopGame(control: "mouse" | "cursor"): ArcadeGame {
  const start = (level: number): Loops => {
    const random = createRandom(10 + level);
    const tiles = new Array<number>(COLUMNS * ROWS).fill(0);
    for (const tile of tiles.keys()) {
      for (const side of [1, 2]) {
        const other = beside(tile, side);
        if (other === undefined || random.int(3) === 0) continue;
        tiles[tile] = (tiles[tile] as number) | (1 << side);
        tiles[other] = (tiles[other] as number) | (1 << ((side + 2) % 4));
      }
    }
    const scrambled = tiles.map((sides) => {
      let result = sides;
      for (let left = random.int(4); left > 0; left--) result = turned(result);
      return result;
    });
    return { level, tiles: scrambled, cursor: 0 };
  };
  const corner = (tile: number) => ({
    x: LEFT + (tile % COLUMNS) * (TILE + GAP),
    y: TOP + Math.floor(tile / COLUMNS) * (TILE + GAP),
  });

  const game: ArcadeGame<Loops> = {
    id: "loop-1",
    title: "LOOP",
    tags: [],
    availableActions: control === "mouse" ? [6] : [1, 2, 3, 4, 5],
    levelCount: LEVELS,
    baselines: new Array(LEVELS).fill(30),
    start,
    play(state, { id, x = 0, y = 0 }) {
      let { tiles, cursor } = state;
      const press = (pressed: number) => {
        tiles = tiles.map((sides, tile) => (tile === pressed ? turned(sides) : sides));
      };
      if (id === 6) {
        const hit = tiles.findIndex((_, tile) => {
          const [dx, dy] = [x - corner(tile).x, y - corner(tile).y];
          return dx >= 0 && dy >= 0 && dx < TILE && dy < TILE;
        });
        if (hit >= 0) press(hit);
      } else if (id === 5) {
        press(cursor);
      } else {
        cursor = beside(cursor, [0, 2, 3, 1][id - 1] as number) ?? cursor;
      }
      const isWon = tiles.every((_, tile) => isTied(tiles, tile));
      return {
        state: { ...state, tiles, cursor },
        status: isWon ? "won" : "playing",
        animation: [],
      };
    },
    draw({ tiles, cursor }) {
      const cells = new Uint8Array(SIDE * SIDE).fill(BACK);
      const fill = (x: number, y: number, width: number, height: number, colour: number) => {
        for (let row = y; row < y + height; row++)
          cells.fill(colour, row * SIDE + x, row * SIDE + x + width);
      };
      for (const [tile, sides] of tiles.entries()) {
        const { x, y } = corner(tile);
        const colour = isTied(tiles, tile) ? TIED : LOOSE;
        const arm = (TILE - LINE) / 2;
        const [midX, midY] = [x + arm, y + arm];
        fill(x, y, TILE, TILE, PLATE);
        if (sides > 0) fill(midX, midY, LINE, LINE, colour);
        // Lines reach over half of the gap.
        if (leads(sides, 0)) fill(midX, y - 1, LINE, arm + 1, colour);
        if (leads(sides, 1)) fill(midX + LINE, midY, arm + 1, LINE, colour);
        if (leads(sides, 2)) fill(midX, midY + LINE, LINE, arm + 1, colour);
        if (leads(sides, 3)) fill(x - 1, midY, arm + 1, LINE, colour);
      }
      const { x, y } = corner(cursor);
      for (const dx of [0, TILE - 2]) {
        for (const dy of control === "cursor" ? [0, TILE - 1] : [])
          fill(x + dx, y + dy, 2, 1, CURSOR);
      }
      return { width: SIDE, height: SIDE, cells };
    },
    moves: () => [],
    key: ({ level, tiles, cursor }) => `${level} ${cursor} ${tiles.join("")}`,
    reserve: () => Number.POSITIVE_INFINITY,
  };
  return game as ArcadeGame;
}
