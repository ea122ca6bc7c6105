import { type Action, CLICK, click } from "../game/action.ts";

/** Buttons of 5 × 5 pixels in rows, each 8 pixels from the next. A button is named by its index. */
export interface Panel {
  readonly columns: number;
  readonly rows: number;
  /** The upper left corner of the first button. */
  readonly x: number;
  readonly y: number;
}

/** A button's side in pixels. */
export const BUTTON = 5;
const PITCH = 8;

/** A panel whose middle is at pixel `x`, `y`. */
export function createPanel(columns: number, rows: number, x: number, y: number): Panel {
  const start = (middle: number, count: number) =>
    middle - Math.ceil((count * PITCH - (PITCH - BUTTON)) / 2);
  return { columns, rows, x: start(x, columns), y: start(y, rows) };
}

/** The upper left pixel of a button. */
export function cornerOf(panel: Panel, button: number): { x: number; y: number } {
  return {
    x: panel.x + (button % panel.columns) * PITCH,
    y: panel.y + Math.floor(button / panel.columns) * PITCH,
  };
}

/** The button under a click; undefined beside the buttons and for every other action. */
export function buttonUnder(panel: Panel, { id, x = -1, y = -1 }: Action): number | undefined {
  const across = x - panel.x;
  const down = y - panel.y;
  const inside = (distance: number, count: number) =>
    distance >= 0 && distance < count * PITCH && distance % PITCH < BUTTON;
  if (id !== CLICK || !inside(across, panel.columns) || !inside(down, panel.rows)) return undefined;
  return Math.floor(down / PITCH) * panel.columns + Math.floor(across / PITCH);
}

/** A click in the middle of every button, in order. */
export function clicksOn(panel: Panel): readonly Action[] {
  return Array.from({ length: panel.columns * panel.rows }, (_, button) => {
    const { x, y } = cornerOf(panel, button);
    return click(x + 2, y + 2);
  });
}
