import type { Grid } from "../../game/frame.ts";
import type { ArcadeGame, Turn } from "../game.ts";
import { baselineOf, playOn } from "../moves.ts";
import { BUTTON, buttonUnder, clicksOn, cornerOf, createPanel, type Panel } from "../panel.ts";
import { createPicture, drawLives, fill, SIDE } from "../picture.ts";

interface Tile {
  readonly level: number;
  /** One digit per tile, row by row: the place of its paint in PAINTS. */
  readonly painted: string;
  readonly lives: number;
}

/** A level: the template, how many paints a tile goes through, and whether a mirror is drawn. */
const LEVELS = [
  { template: ["101"], paints: 2, mirror: false },
  { template: ["10", "01"], paints: 2, mirror: false },
  { template: ["12", "20"], paints: 3, mirror: false },
  { template: ["210", "012"], paints: 3, mirror: true },
  { template: ["120", "201", "010"], paints: 3, mirror: true },
  { template: ["103", "010", "201"], paints: 4, mirror: true },
];

const LIVES = 3;

/**
 * Tiles to be painted as the template shows.
 *
 * On the left a small template, on the right a panel of as many tiles. ACTION6 on a tile paints it
 * in the next colour, and after the last in the first again. ACTION5 hands the panel in: the level
 * is won if it looks like the template, or, where the line between them is purple, like its image
 * in a mirror there. Otherwise the picture flashes and a life is lost; with the last life, the level.
 * Lives are the pips along the top edge.
 *
 * Measures: reading the goal off a template, also mirrored, where each wrong guess costs.
 */
export const tile: ArcadeGame<Tile> = {
  // A new version with every change of a level or a rule.
  id: "tile-07d5b9e8",
  title: "Tile",
  tags: ["keyboard_click"],
  availableActions: [5, 6],
  levelCount: LEVELS.length,
  baselines: [3, 3, 6, 7, 8, 9].map(baselineOf),
  start: (level) => ({ level, painted: "0".repeat(wantedOf(level).length), lives: LIVES }),
  play(state, action) {
    if (action.id === 5) return handIn(state);
    const pressed = buttonUnder(panelOf(state.level), action);
    if (pressed === undefined) return playOn(state);
    const { paints } = LEVELS[state.level]!;
    const painted = [...state.painted]
      .map((paint, at) => (at === pressed ? (Number(paint) + 1) % paints : paint))
      .join("");
    return playOn({ ...state, painted });
  },
  draw: (state) => drawPanel(state, 4),
  moves: (state) => [...clicksOn(panelOf(state.level)), { id: 5 }],
  key: (state) => `${state.level}/${state.painted}`,
  reserve: (state) => state.lives,
};

function handIn(state: Tile): Turn<Tile> {
  if (state.painted === wantedOf(state.level)) return { state, status: "won", animation: [] };
  const next = { ...state, lives: state.lives - 1 };
  const status = next.lives === 0 ? "lost" : "playing";
  return { state: next, status, animation: [drawPanel(state, 13)] };
}

function drawPanel({ level, painted, lives }: Tile, background: number): Grid {
  const { template, mirror } = LEVELS[level]!;
  const panel = panelOf(level);
  const picture = createPicture(background);
  for (const [row, line] of template.entries()) {
    for (const [column, paint] of [...line].entries()) {
      const x = 4 + column * SAMPLE;
      fill(picture, x, panel.y + row * SAMPLE, SAMPLE, SAMPLE, PAINTS[Number(paint)]!);
    }
  }
  fill(picture, 26, 16, 2, 32, mirror ? 15 : 2);
  for (const [at, paint] of [...painted].entries()) {
    const { x, y } = cornerOf(panel, at);
    fill(picture, x, y, BUTTON, BUTTON, PAINTS[Number(paint)]!);
  }
  drawLives(picture, lives, LIVES);
  return picture;
}

/** What the panel must look like to be accepted. */
const WANTED = LEVELS.map(({ template, mirror }) =>
  template.map((row) => (mirror ? [...row].reverse().join("") : row)).join(""),
);
const wantedOf = (level: number): string => WANTED[level]!;

const PANELS = LEVELS.map(({ template }) =>
  createPanel(template[0]!.length, template.length, 44, SIDE / 2),
);
const panelOf = (level: number): Panel => PANELS[level]!;

const PAINTS = [9, 11, 8, 14];
/** Side of a square of the template, in pixels. */
const SAMPLE = 5;
