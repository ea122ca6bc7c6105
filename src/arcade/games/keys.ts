import { drawBoard, drawOn, findSquares, nextSquare, readBoard } from "../board.ts";
import type { ArcadeGame } from "../game.ts";
import { ARROWS, baselineOf, playOn } from "../moves.ts";
import { drawBudget } from "../picture.ts";

interface Keys {
  readonly level: number;
  readonly at: number;
  /** Squares whose key or battery was taken, ascending. */
  readonly taken: readonly number[];
  /** Moves left. */
  readonly left: number;
}

/** Maps: `#` wall, `.` floor, `@` start, `a b c` keys, `A B C` their doors, `+` battery, `E` exit. */
const LEVELS = [
  {
    moves: 64,
    map: `
#######
#.#a..#
#.#.#.#
#E#.#.#
#A#.#.#
#...#@#
#######`,
  },
  {
    moves: 96,
    map: `
#########
#...B...#
###.###.#
#Ea.#...#
#.###.#.#
#..A.b#@#
#########`,
  },
  {
    moves: 96,
    map: `
#########
#.#....@#
#.#.###.#
#.....#.#
#A#A#.#.#
#.#E#.B.#
#.###.#.#
#a..b.#.#
#########`,
  },
  {
    moves: 40,
    map: `
###########
#a...c.B@.#
###.#.###.#
#.#...#...#
#E###.#.#.#
#...#.+.#b#
#.#.#####.#
#.#....CA.#
###########`,
  },
  {
    moves: 44,
    map: `
###########
#...#+....#
###.#.#.#c#
#...#@..#.#
#.#b#####.#
#.#.#.....#
#.#.#C###.#
#.....#...#
#.#####.###
#.Aa..B.AE#
###########`,
  },
];

/**
 * A maze with coloured keys and doors.
 *
 * ACTION1–4 walk one square. Walking over a key takes it, and every door of its colour stands open
 * from then on (only its posts are drawn). The level is won on the green exit.
 *
 * Each ACTION1–4 spends one move, even against a wall or a closed door; the bar along the bottom
 * edge shows what is left. A battery (purple) fills it up, once. At zero the level is lost.
 *
 * Measures: ordering subgoals (keys before doors) under a budget of moves.
 */
export const keys: ArcadeGame<Keys> = {
  // A new version with every change of a map or a rule.
  id: "keys-5b1c07e2",
  title: "Keys",
  tags: ["keyboard"],
  availableActions: [1, 2, 3, 4],
  levelCount: LEVELS.length,
  baselines: [14, 20, 24, 46, 64].map(baselineOf),
  start: (level) => ({
    level,
    at: findSquares(boardOf(level), "@")[0]!,
    taken: [],
    left: LEVELS[level]!.moves,
  }),
  play(state, action) {
    const board = boardOf(state.level);
    const to = nextSquare(board, state.at, action.id);
    if (to === undefined) return playOn(state);
    const at = isOpen(state, to) ? to : state.at;
    const square = board.squares[at]!;
    const found = /[abc+]/.test(square) && !state.taken.includes(at);
    const taken = found ? [...state.taken, at].sort((a, b) => a - b) : state.taken;
    const left = found && square === "+" ? LEVELS[state.level]!.moves : state.left - 1;
    const status = square === "E" ? "won" : left === 0 ? "lost" : "playing";
    return { state: { level: state.level, at, taken, left }, status, animation: [] };
  },
  draw(state) {
    const board = boardOf(state.level);
    const picture = drawBoard(board, (square) => (square === "#" ? 5 : square === "E" ? 14 : 2));
    for (const [at, square] of [...board.squares].entries()) {
      const colour = COLOURS[square.toLowerCase()];
      if (colour === undefined || state.taken.includes(at)) continue;
      drawOn(picture, board, at, artOf(square, isOpen(state, at)), colour);
    }
    drawOn(picture, board, state.at, WALKER, 12);
    drawBudget(picture, state.left, LEVELS[state.level]!.moves);
    return picture;
  },
  moves: () => ARROWS,
  key: (state) => `${state.level}/${state.at}/${state.taken}`,
  reserve: (state) => state.left,
};

const BOARDS = LEVELS.map(({ map }) => readBoard(map));
const boardOf = (level: number) => BOARDS[level]!;

/** Whether the walker may enter a square: no wall, and no door whose key is still to be found. */
function isOpen({ level, taken }: Keys, at: number): boolean {
  const { squares } = boardOf(level);
  const square = squares[at]!;
  if (/[ABC]/.test(square)) return taken.some((t) => squares[t] === square.toLowerCase());
  return square !== "#";
}

const COLOURS: Readonly<Record<string, number>> = { a: 8, b: 9, c: 11, "+": 15 };
const WALKER = [".###.", "#####", "#####", "#####", ".###."];
const KEY = ["##...", "##...", ".#...", ".###.", ".#.#."];
const DOOR = ["#####", "#.#.#", "#####", "#.#.#", "#####"];
const POSTS = ["#...#", ".....", ".....", ".....", "#...#"];
const BATTERY = [".###.", ".#.#.", ".###.", ".###.", "....."];

function artOf(square: string, open: boolean): readonly string[] {
  if (square === "+") return BATTERY;
  if (/[abc]/.test(square)) return KEY;
  return open ? POSTS : DOOR;
}
