import type { ArcadeGame } from "../game.ts";
import { baselineOf, playOn } from "../moves.ts";
import { buttonUnder, clicksOn, cornerOf, createPanel, type Panel } from "../panel.ts";
import { createPicture, SIDE, stamp } from "../picture.ts";

interface Lamp {
  readonly level: number;
  /** One character per lamp, row by row: `*` lit, `.` dark. */
  readonly lit: string;
}

/**
 * A level is a panel of lamps, row by row: the shape of each (`o` square, `-` wide, `|` tall,
 * `+` cross), and which of them are lit (`*`) at the start.
 */
const LEVELS = [
  { shapes: ["o-+", "|+|"], lit: ["...", "..."] },
  { shapes: ["+--", "|+o"], lit: ["..*", "..*"] },
  { shapes: ["++|o", "-|o-"], lit: ["*...", ".**."] },
  { shapes: ["|++", "+o-", "++o"], lit: ["*..", "...", "*.."] },
  { shapes: ["-|o+", "|o||", "---+"], lit: ["...*", "....", "..*."] },
  { shapes: ["|o|-", "+-+-", "+++o", "+o++"], lit: ["....", "....", "*..*", ".*.."] },
];

/**
 * Lamps that hang together.
 *
 * ACTION6 on a lamp switches it and some of its neighbours, as its shape shows: a square only
 * itself, a wide one also those left and right of it, a tall one those above and below, a cross
 * all four. A click beside the lamps does nothing. The level is won when all are lit (yellow).
 *
 * Measures: learning what each click changes, and combining clicks whose effects add up (Lights
 * Out).
 */
export const lamp: ArcadeGame<Lamp> = {
  // A new version with every change of a level or a rule.
  id: "lamp-f3086c1d",
  title: "Lamp",
  tags: ["click"],
  availableActions: [6],
  levelCount: LEVELS.length,
  baselines: [4, 4, 5, 5, 10, 8].map(baselineOf),
  start: (level) => ({ level, lit: LEVELS[level]!.lit.join("") }),
  play(state, action) {
    const pressed = buttonUnder(panelOf(state.level), action);
    if (pressed === undefined) return playOn(state);
    const switched = switchedBy(state.level, pressed);
    const lit = [...state.lit]
      .map((light, at) => (switched.includes(at) ? (light === "*" ? "." : "*") : light))
      .join("");
    const status = lit.includes(".") ? "playing" : "won";
    return { state: { level: state.level, lit }, status, animation: [] };
  },
  draw(state) {
    const panel = panelOf(state.level);
    const picture = createPicture(4);
    for (const [at, light] of [...state.lit].entries()) {
      const { x, y } = cornerOf(panel, at);
      stamp(picture, x, y, ART[shapeOf(state.level, at)]!, light === "*" ? 11 : 9);
    }
    return picture;
  },
  moves: (state) => clicksOn(panelOf(state.level)),
  key: (state) => `${state.level}/${state.lit}`,
  reserve: () => Number.POSITIVE_INFINITY,
};

const PANELS = LEVELS.map(({ shapes }) =>
  createPanel(shapes[0]!.length, shapes.length, SIDE / 2, SIDE / 2),
);
const panelOf = (level: number): Panel => PANELS[level]!;

const shapeOf = (level: number, at: number): string => LEVELS[level]!.shapes.join("")[at]!;

/** The lamps that a click on lamp `at` switches. */
function switchedBy(level: number, at: number): readonly number[] {
  const { columns, rows } = panelOf(level);
  const shape = shapeOf(level, at);
  const column = at % columns;
  const row = Math.floor(at / columns);
  const switched = [at];
  if ("-+".includes(shape) && column > 0) switched.push(at - 1);
  if ("-+".includes(shape) && column < columns - 1) switched.push(at + 1);
  if ("|+".includes(shape) && row > 0) switched.push(at - columns);
  if ("|+".includes(shape) && row < rows - 1) switched.push(at + columns);
  return switched;
}

const ART: Readonly<Record<string, readonly string[]>> = {
  o: [".....", ".###.", ".###.", ".###.", "....."],
  "-": [".....", "#####", "#####", "#####", "....."],
  "|": [".###.", ".###.", ".###.", ".###.", ".###."],
  "+": [".###.", "#####", "#####", "#####", ".###."],
};
