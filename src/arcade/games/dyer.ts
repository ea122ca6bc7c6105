import { drawBoard, drawOn, findSquares, nextSquare, readBoard } from "../board.ts";
import type { ArcadeGame } from "../game.ts";
import { ARROWS, baselineOf, playOn } from "../moves.ts";

interface Dyer {
  readonly level: number;
  readonly at: number;
  /** What the piece is dyed with: sorted primaries, so `""`, `r`, `y`, `b`, `br`, `by` or `ry`. */
  readonly dye: string;
}

/**
 * Maps: `#` wall, `.` floor, `@` start, `r y b` pots of red, yellow and blue, `E` exit, and gates:
 * `R Y B` of the primaries, `O` orange (red and yellow), `P` purple (red, blue), `G` green (yellow, blue).
 */
const LEVELS = [
  `
#######
#Eb.#.#
###.#B#
#.#R#r#
#.#.#.#
#...@.#
#######`,
  `
#######
#.E.B@#
#####.#
#b#...#
#.#.###
#...Rr#
#######`,
  `
#########
#...#...#
###.#.###
#.#.#E..#
#.#@###R#
#B#.b.#.#
#B###.#.#
#.Rr....#
#########`,
  `
#########
#b#.r.P.#
#@#.###.#
#.#...#E#
#.#.#R#.#
#.....#.#
#########`,
  `
#########
#....yR.#
#####.#@#
#...#.#.#
#.###Y#.#
#EO.#.#.#
#.#r#.#.#
#.#.....#
#########`,
  `
###########
#EG...r.#.#
#######@#.#
#....b..#.#
#.###P#.#.#
#.#y..#...#
#.#.#####.#
#....R....#
###########`,
  `
###########
#.......P.#
#.#####.#.#
#.#.B...#.#
#.#.###b#.#
#.r.#...#.#
#####.###G#
#..E#.#..y#
#.###.###.#
#.O....@..#
###########`,
];

/**
 * A piece that takes the colour of what it is dipped into.
 *
 * ACTION1–4 move it one square. ACTION5 on a pot dips it: a white piece takes the pot's colour, a
 * piece of one colour mixes with it (red and yellow are orange, red and blue purple, yellow and
 * blue green), and a mixed piece comes out in the pot's colour alone. A gate lets a piece of its
 * own colour pass and swallows any other: the level is lost. It is won on the exit, the chequered
 * square.
 *
 * Measures: planning the order in which the avatar's own state, its colour, has to change.
 */
export const dyer: ArcadeGame<Dyer> = {
  // A new version with every change of a map or a rule.
  id: "dyer-2ea97b50",
  title: "Dyer",
  tags: ["keyboard"],
  availableActions: [1, 2, 3, 4, 5],
  levelCount: LEVELS.length,
  baselines: [14, 24, 18, 19, 39, 37, 62].map(baselineOf),
  start: (level) => ({ level, at: findSquares(boardOf(level), "@")[0]!, dye: "" }),
  play(state, action) {
    const { squares } = boardOf(state.level);
    if (action.id === 5) {
      const pot = squares[state.at]!;
      return playOn("ryb".includes(pot) ? { ...state, dye: dip(state.dye, pot) } : state);
    }
    const at = nextSquare(boardOf(state.level), state.at, action.id);
    if (at === undefined || squares[at] === "#") return playOn(state);
    const wanted = GATES[squares[at]!] ?? state.dye;
    const status = squares[at] === "E" ? "won" : wanted === state.dye ? "playing" : "lost";
    return { state: { ...state, at }, status, animation: [] };
  },
  draw(state) {
    const board = boardOf(state.level);
    const picture = drawBoard(board, (square) => (square === "#" ? 4 : 2));
    for (const [at, square] of [...board.squares].entries()) {
      const gate = GATES[square];
      if (gate !== undefined) drawOn(picture, board, at, GATE, COLOURS[gate]!);
      if ("ryb".includes(square)) drawOn(picture, board, at, POT, COLOURS[square]!);
      if (square === "E") drawOn(picture, board, at, EXIT, 10);
    }
    drawOn(picture, board, state.at, PIECE, COLOURS[state.dye]!);
    return picture;
  },
  moves: () => [...ARROWS, { id: 5 }],
  key: (state) => `${state.level}/${state.at}/${state.dye}`,
  reserve: () => Number.POSITIVE_INFINITY,
};

const BOARDS = LEVELS.map(readBoard);
const boardOf = (level: number) => BOARDS[level]!;

/** The dye each gate asks for. */
const GATES: Readonly<Record<string, string>> = {
  R: "r",
  Y: "y",
  B: "b",
  O: "ry",
  P: "br",
  G: "by",
};
const COLOURS: Readonly<Record<string, number>> = {
  "": 0,
  r: 8,
  y: 11,
  b: 9,
  ry: 12,
  br: 15,
  by: 14,
};

const dip = (dye: string, pot: string): string =>
  dye.length === 2 || dye === pot ? pot : [...dye, pot].sort().join("");

const PIECE = [".....", ".###.", ".###.", ".###.", "....."];
const POT = ["#####", "#...#", "#...#", "#...#", "#####"];
const GATE = ["#####", "#.#.#", "##.##", "#.#.#", "#####"];
const EXIT = ["#.#.#", ".#.#.", "#.#.#", ".#.#.", "#.#.#"];
