import type { ArcadeGame } from "../../../../src/arcade/game.ts";

/** `#` wall, `@` the avatar, `o` a box, `x` a mark. */
const ROOMS = [
  ["########", "#@.....#", "#..o...#", "#...#..#", "#..#.x.#", "#......#", "########"],
  ["#########", "#...x...#", "#.o...#.#", "#...#.o.#", "#@..x...#", "#.......#", "#########"],
];
const SIDE = 64;
/** Cells of a square: levels differ in scale. */
const SCALES = [6, 5];
const STEPS: Record<number, readonly [number, number]> = {
  1: [0, -1],
  2: [0, 1],
  3: [-1, 0],
  4: [1, 0],
};

interface State {
  readonly level: number;
  readonly avatar: string;
  readonly boxes: readonly string[];
}

const squareAt = (level: number, x: number, y: number) => ROOMS[level]?.[y]?.[x] ?? "#";
const nameOf = (x: number, y: number) => `${x} ${y}`;
const placesOf = (level: number, sign: string): string[] =>
  (ROOMS[level] ?? []).flatMap((row, y) =>
    [...row].flatMap((square, x) => (square === sign ? [nameOf(x, y)] : [])),
  );
const [WALL, FLOOR, AVATAR, BOX, MARK] = [5, 1, 9, 8, 12];

const game: ArcadeGame<State> = {
  id: "push-1",
  title: "PUSH",
  tags: ["tiny"],
  availableActions: [1, 2, 3, 4],
  levelCount: ROOMS.length,
  baselines: [20, 30],
  start: (level) => ({
    level,
    avatar: placesOf(level, "@")[0] as string,
    boxes: placesOf(level, "o"),
  }),
  play(state, { id }) {
    const { level, avatar, boxes } = state;
    const [dx, dy] = STEPS[id] ?? [0, 0];
    const [x, y] = avatar.split(" ").map(Number) as [number, number];
    const to = nameOf(x + dx, y + dy);
    const beyond = nameOf(x + 2 * dx, y + 2 * dy);
    const isFree = !boxes.includes(beyond) && squareAt(level, x + 2 * dx, y + 2 * dy) !== "#";
    const isOpen = squareAt(level, x + dx, y + dy) !== "#" && (!boxes.includes(to) || isFree);
    const next = isOpen
      ? { level, avatar: to, boxes: boxes.map((box) => (box === to ? beyond : box)) }
      : state;
    const isDone = placesOf(level, "x").every((mark) => next.boxes.includes(mark));
    return { state: next, status: isDone ? "won" : "playing", animation: [] };
  },
  draw({ level, avatar, boxes }) {
    const scale = SCALES[level] as number;
    const cells = new Uint8Array(SIDE * SIDE).fill(WALL);
    const put = (place: string, colour: number, isSeen = (_: number, __: number) => true) => {
      const [x, y] = place.split(" ").map(Number) as [number, number];
      for (let row = 0; row < scale; row++) {
        for (let column = 0; column < scale; column++) {
          if (!isSeen(column, row)) continue;
          cells[(y * scale + row + 3) * SIDE + x * scale + column + 3] = colour;
        }
      }
    };
    for (const sign of [".", "@", "o", "x"]) {
      for (const place of placesOf(level, sign)) put(place, FLOOR);
    }
    const isEdge = (at: number) => at === 0 || at === scale - 1;
    for (const place of placesOf(level, "x")) put(place, MARK, (x, y) => isEdge(x) || isEdge(y));
    for (const box of boxes) put(box, BOX);
    put(avatar, AVATAR, (x, y) => !isEdge(x) && !isEdge(y));
    return { width: SIDE, height: SIDE, cells };
  },
  moves: () => [1, 2, 3, 4].map((id) => ({ id: id as 1 })),
  key: ({ avatar, boxes }) => `${avatar} ${[...boxes].sort()}`,
  reserve: () => Number.POSITIVE_INFINITY,
};

/** Two rooms with boxes to be pushed onto marks, at two scales. */
export const pushGame = game as ArcadeGame;
