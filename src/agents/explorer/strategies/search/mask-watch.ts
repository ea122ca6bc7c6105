import { MAX_SIDE } from "../../../../game/frame.ts";
import { emptyMask, hidesAnything, type Mask } from "../../../../game/mask.ts";
import { EDGE } from "../../perception/status-bar-mask.ts";
import type { View } from "../../perception/view.ts";

const MIN_STEPS = 30;
const TICKING = 0.9;
const MIN_SURPRISES = 4;
const MAX_SURPRISE_RATE = 0.1;

/** Finds out while playing whether a level's mask hides too little or too much. */
export interface MaskWatch {
  /** Notes one action of the level. */
  step(before: View, after: View): void;
  /** Notes an action tested before in the same state, and whether it led elsewhere this time. */
  repeat(surprising: boolean): void;
  /** A better mask than `mask`, if there is reason to change it. */
  correction(mask: Mask): Mask | undefined;
}

type Line = { readonly row: number } | { readonly column: number };

function linesAtEdges({ width, height }: View): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < EDGE; at++) {
    lines.push({ row: at }, { row: height - 1 - at }, { column: at }, { column: width - 1 - at });
  }
  return lines;
}

function differs(line: Line, before: View, after: View): boolean {
  const { width, height } = before;
  const [start, stride, length] =
    "row" in line ? [line.row * width, 1, width] : [line.column, width, height];
  for (let at = start, left = length; left > 0; at += stride, left--) {
    if (before.cells[at] !== after.cells[at]) return true;
  }
  return false;
}

function hide(mask: Mask, lines: readonly Line[]): Mask {
  const hidden = mask.hidden.slice();
  for (const line of lines) {
    for (let at = 0; at < MAX_SIDE; at++) {
      hidden["row" in line ? line.row * MAX_SIDE + at : at * MAX_SIDE + line.column] = 1;
    }
  }
  return { hidden, clicks: mask.clicks };
}

/**
 * Starts watching a level. Lines near an edge that change on nine of ten actions are hidden: they
 * count something. When a tenth of the repeated actions lead elsewhere than before, what is hidden
 * matters, and everything is shown again, once.
 */
export function createMaskWatch(): MaskWatch {
  let lines: Line[] | undefined;
  let changes: number[] = [];
  let steps = 0;
  let repeats = 0;
  let surprises = 0;
  let shown = false;

  return {
    step(before, after) {
      if (before.width !== after.width || before.height !== after.height) return;
      lines ??= linesAtEdges(before);
      steps += 1;
      changes = lines.map((line, at) => (changes[at] ?? 0) + Number(differs(line, before, after)));
    },
    repeat(surprising) {
      repeats += 1;
      if (surprising) surprises += 1;
    },
    correction(mask) {
      if (!shown && surprises >= MIN_SURPRISES && surprises > MAX_SURPRISE_RATE * repeats) {
        shown = true;
        if (hidesAnything(mask)) return emptyMask();
      }
      if (steps < MIN_STEPS) return undefined;
      const ticking = lines?.filter((_, at) => (changes[at] ?? 0) >= TICKING * steps) ?? [];
      lines = undefined;
      changes = [];
      steps = 0;
      return ticking.length > 0 ? hide(mask, ticking) : undefined;
    },
  };
}
