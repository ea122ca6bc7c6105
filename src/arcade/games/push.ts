import { drawBoard, drawOn, findSquares, nextSquare, readBoard } from "../board.ts";
import type { ArcadeGame } from "../game.ts";
import { ARROWS, baselineOf, playOn } from "../moves.ts";

interface Push {
  readonly level: number;
  readonly at: number;
  /** Squares of the crates, ascending. */
  readonly crates: readonly number[];
  /** What ACTION7 goes back to; null at the start of the level. */
  readonly before: Push | null;
}

/** Maps: `#` wall, `.` floor, `@` start, `$` crate, `x` mark, `*` crate on a mark. */
const LEVELS = [
  `
#######
#..$x.#
#.##.@#
#..##.#
#.....#
#######`,
  `
#######
#x#..##
#@...##
#$#..##
#...###
#######`,
  `
#######
#.$..x#
#.#@#.#
#..#..#
#....##
##.#..#
#######`,
  `
######
#x.$x#
#.##.#
#..@##
#$.#.#
#...##
######`,
  `
########
#x.#..##
#$...$.#
#..#...#
#x#....#
#.##..@#
########`,
  `
########
#.x....#
#...$.##
#.x#x$.#
#..#$#.#
#...@..#
########`,
];

/**
 * Crates in a store.
 *
 * ACTION1–4 walk one square, pushing a crate that stands in the way if the square behind it is
 * free; two crates in a row do not move. ACTION7 takes the last step back, as often as wanted, to
 * the start of the level. The level is won when a crate stands on every mark.
 *
 * Measures: planning with moves that cannot be taken back by moving (Sokoban), and using undo.
 */
export const push: ArcadeGame<Push> = {
  // A new version with every change of a map or a rule.
  id: "push-81f2e6d3",
  title: "Push",
  tags: ["keyboard"],
  availableActions: [1, 2, 3, 4, 7],
  levelCount: LEVELS.length,
  baselines: [11, 8, 16, 17, 26, 37].map(baselineOf),
  start(level) {
    const board = boardOf(level);
    const crates = [...findSquares(board, "$"), ...findSquares(board, "*")].sort((a, b) => a - b);
    return { level, at: findSquares(board, "@")[0]!, crates, before: null };
  },
  play(state, action) {
    if (action.id === 7) return playOn(state.before ?? state);
    const board = boardOf(state.level);
    const to = nextSquare(board, state.at, action.id);
    if (to === undefined || board.squares[to] === "#") return playOn(state);
    if (!state.crates.includes(to)) return playOn({ ...state, at: to, before: state });
    const beyond = nextSquare(board, to, action.id)!;
    if (board.squares[beyond] === "#" || state.crates.includes(beyond)) return playOn(state);
    const crates = state.crates.map((at) => (at === to ? beyond : at)).sort((a, b) => a - b);
    const status = marksOf(state.level).every((at) => crates.includes(at)) ? "won" : "playing";
    return { state: { level: state.level, at: to, crates, before: state }, status, animation: [] };
  },
  draw(state) {
    const board = boardOf(state.level);
    const picture = drawBoard(board, (square) => (square === "#" ? 3 : 1));
    for (const at of marksOf(state.level)) drawOn(picture, board, at, MARK, 8);
    for (const at of state.crates) {
      drawOn(picture, board, at, CRATE, marksOf(state.level).includes(at) ? 14 : 12);
    }
    drawOn(picture, board, state.at, WALKER, 9);
    return picture;
  },
  // Undoing only leads back to where the search has been.
  moves: () => ARROWS,
  key: (state) => `${state.level}/${state.at}/${state.crates}`,
  reserve: () => Number.POSITIVE_INFINITY,
};

const BOARDS = LEVELS.map(readBoard);
const boardOf = (level: number) => BOARDS[level]!;
const MARKS = BOARDS.map((board) => [...findSquares(board, "x"), ...findSquares(board, "*")]);
const marksOf = (level: number) => MARKS[level]!;

const WALKER = [".###.", "#####", "#####", "#####", ".###."];
const CRATE = ["#####", "#...#", "#.#.#", "#...#", "#####"];
const MARK = ["#...#", ".....", "..#..", ".....", "#...#"];
