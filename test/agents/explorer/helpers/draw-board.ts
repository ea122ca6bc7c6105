import type { PanelState } from "../../../../src/agents/explorer/model/presses/panel-state.ts";
import { type Board, readBoard } from "../../../../src/agents/explorer/perception/board.ts";
import { lookAt, type View } from "../../../../src/agents/explorer/perception/view.ts";
import { emptyMask } from "../../../../src/game/mask.ts";

const SIDE = 64;

/** A picture made of rectangles, later ones over earlier ones. */
export function drawBoxes(
  ground: number,
  boxes: readonly (readonly [
    left: number,
    top: number,
    width: number,
    height: number,
    colour: number,
  ])[],
): View {
  const cells = new Uint8Array(SIDE * SIDE).fill(ground);
  for (const [left, top, width, height, colour] of boxes) {
    for (let y = top; y < top + height; y++) {
      cells.fill(colour, y * SIDE + left, y * SIDE + left + width);
    }
  }
  return lookAt({ width: SIDE, height: SIDE, cells }, emptyMask());
}

export interface DrawnPanel {
  readonly left: number;
  readonly top: number;
  /** The side of a tile, and the gap between tiles. */
  readonly side: number;
  readonly gap: number;
  /** Rows of colours; -1 for no tile. */
  readonly colours: readonly (readonly number[])[];
}

export const drawPanels = (...panels: readonly DrawnPanel[]): View =>
  drawBoxes(
    0,
    panels.flatMap(({ left, top, side, gap, colours }) =>
      colours.flatMap((row, y) =>
        row.flatMap((colour, x) =>
          colour < 0
            ? []
            : [[left + x * (side + gap), top + y * (side + gap), side, side, colour] as const],
        ),
      ),
    ),
  );

/** A board of one panel, all of one colour, and two buttons below it. */
export function plainBoard(rows: number, columns: number): Board {
  const colours = Array.from({ length: rows }, () => new Array<number>(columns).fill(1));
  const buttons = { left: 4, top: 56, side: 4, gap: 2, colours: [[8, 9]] };
  return readBoard(drawPanels({ left: 4, top: 4, side: 5, gap: 1, colours }, buttons));
}

/** What the board shows with these colours on its largest panel. */
export const panelStateOf = (board: Board, values: readonly number[]): PanelState => ({
  values: [...values, ...board.tiles.slice(values.length).map((_, at) => 8 + at)],
  selected: board.panels.map(() => -1),
  highlighted: -1,
});
