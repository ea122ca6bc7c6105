import type { ArcadeGame } from "../../../../src/arcade/game.ts";

/** `#` wall, `@` the avatar, `o` a square that bears one step, all of which are to be stepped on. */
const ROOMS = [
  ["#######", "#@....#", "#.ooo.#", "#.o.o.#", "#.o...#", "#######"],
  ["########", "#..ooo.#", "#@.o.o.#", "#.oo.o.#", "#....o.#", "########"],
  ["########", "#.ooo..#", "#.o.oo.#", "#.oo.o.#", "#@...oo#", "########"],
];
const SIDE = 64;
/** Cells of a square: levels differ in scale. */
const SCALES = [6, 5, 7];
const STEPS: Record<number, readonly [number, number]> = {
  1: [0, -1],
  2: [0, 1],
  3: [-1, 0],
  4: [1, 0],
};
const [WALL, FLOOR, AVATAR, MIDDLE, FRESH, USED] = [5, 1, 9, 2, 12, 8];

interface State {
  readonly level: number;
  readonly avatar: string;
  readonly used: readonly string[];
}

const squareAt = (level: number, x: number, y: number) => ROOMS[level]?.[y]?.[x] ?? "#";
const nameOf = (x: number, y: number) => `${x} ${y}`;
const placesOf = (level: number, sign: string): string[] =>
  (ROOMS[level] ?? []).flatMap((row, y) =>
    [...row].flatMap((square, x) => (square === sign ? [nameOf(x, y)] : [])),
  );

const game: ArcadeGame<State> = {
  id: "tile-1",
  title: "TILES",
  tags: ["tiny"],
  availableActions: [1, 2, 3, 4],
  levelCount: ROOMS.length,
  baselines: [12, 15, 18],
  start: (level) => ({ level, avatar: placesOf(level, "@")[0] as string, used: [] }),
  play(state, { id }) {
    const { level, avatar, used } = state;
    const [dx, dy] = STEPS[id] ?? [0, 0];
    const [x, y] = avatar.split(" ").map(Number) as [number, number];
    const to = nameOf(x + dx, y + dy);
    const square = squareAt(level, x + dx, y + dy);
    if (square === "#" || used.includes(to)) return { state, status: "playing", animation: [] };
    const next = { level, avatar: to, used: square === "o" ? [...used, to] : used };
    const isDone = next.used.length === placesOf(level, "o").length;
    return { state: next, status: isDone ? "won" : "playing", animation: [] };
  },
  draw({ level, avatar, used }) {
    const scale = SCALES[level] as number;
    const cells = new Uint8Array(SIDE * SIDE).fill(WALL);
    const paint = (x: number, y: number, rim: number, colour: number) => {
      for (let row = rim; row < scale - rim; row++) {
        for (let column = rim; column < scale - rim; column++) {
          cells[(y * scale + row) * SIDE + x * scale + column] = colour;
        }
      }
    };
    for (const [y, row] of (ROOMS[level] ?? []).entries()) {
      for (const [x, square] of [...row].entries()) {
        if (square === "#") continue;
        const colour = used.includes(nameOf(x, y)) ? USED : FRESH;
        paint(x, y, 0, square === "o" ? colour : FLOOR);
      }
    }
    const [x, y] = avatar.split(" ").map(Number) as [number, number];
    paint(x, y, 1, AVATAR);
    paint(x, y, 2, MIDDLE);
    return { width: SIDE, height: SIDE, cells };
  },
  moves: () => [1, 2, 3, 4].map((id) => ({ id: id as 1 })),
  key: ({ avatar, used }) => `${avatar} ${[...used].sort()}`,
  reserve: () => Number.POSITIVE_INFINITY,
};

/** Three rooms whose marked squares are to be walked over, each once: whoever is stuck has to start again. */
export const treadGame = game as ArcadeGame;
