import type { ActionId } from "../../game/action.ts";
import { type Board, drawBoard, drawOn, findSquares, nextSquare, readBoard } from "../board.ts";
import type { ArcadeGame } from "../game.ts";
import { ARROWS, baselineOf, playOn } from "../moves.ts";

interface Slip {
  readonly level: number;
  readonly at: number;
  /** Squares whose gem was taken, ascending. */
  readonly taken: readonly number[];
}

/** Maps: `#` wall, `.` ice, `@` start (ice), `g` gem, `o` pit, `E` goal. */
const LEVELS = [
  `
########
#......#
#...#..#
#..E...#
##.@g.##
#.o..g.#
#...o.o#
########`,
  `
########
#..go..#
##g...o#
#o.....#
##...@.#
#..E#.##
#...o..#
########`,
  `
########
#...o..#
#.g.o..#
##.#..E#
##...@.#
#..g..##
#....oo#
########`,
  `
#########
#......##
#...oo###
#g.#..E.#
##.....##
#...#g..#
#..##o@.#
#......g#
#########`,
  `
##########
##o...#.o#
#..g##.o.#
#...g..o.#
#.g#.#...#
##.#....g#
#.....##.#
#..@...o##
#E..o....#
##########`,
  `
############
#.o..#..oo.#
#..o#.o...o#
#....#...#.#
#g#.....o..#
#........g##
#..#.......#
##..g....g.#
#o.......g.#
#E..#@.o...#
#..o.......#
############`,
];

/**
 * A piece on ice.
 *
 * ACTION1–4 push it: it slides until a wall stops it, one animation picture for every square on the
 * way, and takes the gems it slides over. A pit (red) swallows it and the level is lost. The goal
 * (green) holds it once every gem of the level is taken, and the level is won; before that the goal
 * is plain ice and drawn as a frame only.
 *
 * Measures: learning an action with a distant effect, and planning around deaths.
 */
export const slip: ArcadeGame<Slip> = {
  // A new version with every change of a map or a rule.
  id: "slip-c40d19a6",
  title: "Slip",
  tags: ["keyboard"],
  availableActions: [1, 2, 3, 4],
  levelCount: LEVELS.length,
  baselines: [6, 8, 9, 20, 14, 16].map(baselineOf),
  start: (level) => ({ level, at: findSquares(boardOf(level), "@")[0]!, taken: [] }),
  play(state, action) {
    const way = slide(state, action.id);
    const end = way.at(-1);
    if (end === undefined) return playOn(state);
    const square = boardOf(state.level).squares[end.at];
    const status = square === "o" ? "lost" : square === "E" && isOpen(end) ? "won" : "playing";
    return { state: end, status, animation: way.slice(0, -1).map(slip.draw) };
  },
  draw(state) {
    const board = boardOf(state.level);
    const picture = drawBoard(board, (square) => (square === "#" ? 4 : 0));
    for (const [at, square] of [...board.squares].entries()) {
      if (square === "o") drawOn(picture, board, at, PIT, 8);
      if (square === "E") drawOn(picture, board, at, isOpen(state) ? GOAL : FRAME, 14);
      if (square === "g" && !state.taken.includes(at)) drawOn(picture, board, at, GEM, 11);
    }
    drawOn(picture, board, state.at, PIECE, 9);
    return picture;
  },
  moves: () => ARROWS,
  key: (state) => `${state.level}/${state.at}/${state.taken}`,
  reserve: () => Number.POSITIVE_INFINITY,
};

const BOARDS = LEVELS.map(readBoard);
const boardOf = (level: number): Board => BOARDS[level]!;

/** Whether the goal holds the piece: no gem is left. */
const isOpen = ({ level, taken }: Slip) => findSquares(boardOf(level), "g").length === taken.length;

/** The state on every square of the way, without the one it starts on; empty against a wall. */
function slide(state: Slip, action: ActionId): readonly Slip[] {
  const board = boardOf(state.level);
  const way: Slip[] = [];
  let { at, taken } = state;
  for (;;) {
    const to = nextSquare(board, at, action);
    const square = to === undefined ? "#" : board.squares[to];
    if (to === undefined || square === "#") return way;
    at = to;
    if (square === "g" && !taken.includes(at)) taken = [...taken, at].sort((a, b) => a - b);
    const next = { level: state.level, at, taken };
    way.push(next);
    if (square === "o" || (square === "E" && isOpen(next))) return way;
  }
}

const PIECE = [".###.", "#####", "#####", "#####", ".###."];
const PIT = ["#####", "#...#", "#...#", "#...#", "#####"];
const GOAL = ["#####", "#####", "#####", "#####", "#####"];
const FRAME = ["##.##", "#...#", ".....", "#...#", "##.##"];
const GEM = ["..#..", ".###.", "#####", ".###.", "..#.."];
