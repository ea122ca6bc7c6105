import { CLICK } from "../../../../game/action.ts";
import { clickCode } from "../../../../game/action-code.ts";
import { hashNumbers } from "../../../../game/hash.ts";
import { HIDDEN, type Mask } from "../../../../game/mask.ts";
import { segment } from "../../perception/segment.ts";
import type { View } from "../../perception/view.ts";
import type { Candidate } from "./candidate.ts";

/** Steps of the blind click grids; the first opens none. */
export const GRID_STEPS = [0, 4, 2] as const;

const GRID_FACTOR = 0.3;
const HIDDEN_FACTOR = 0.35;

const signaturesOfClick = (colour: number, shape: number, x: number, y: number) => [
  hashNumbers(CLICK),
  hashNumbers(CLICK, colour),
  hashNumbers(CLICK, colour, shape),
  hashNumbers(CLICK, colour, shape, x, y),
];

function gridClicks(view: View, step: number, taken: ReadonlySet<number>): Candidate[] {
  const clicks: Candidate[] = [];
  for (let y = step >> 1; y < view.height; y += step) {
    for (let x = step >> 1; x < view.width; x += step) {
      const code = clickCode(x, y);
      if (taken.has(code)) continue;
      const colour = view.cells[y * view.width + x] as number;
      clicks.push({ code, factor: GRID_FACTOR, signatures: signaturesOfClick(colour, 0, x, y) });
    }
  }
  return clicks;
}

/**
 * The clicks worth trying: one on each visible component, those of the mask, and a blind grid of
 * the given click resolution.
 */
export function listClicks(view: View, mask: Mask, resolution: number): Candidate[] {
  const visible = segment(view)
    .filter(({ colour }) => colour !== HIDDEN)
    .map(({ colour, shape, x, y }) => ({
      code: clickCode(x, y),
      factor: 1,
      signatures: signaturesOfClick(colour, shape, x, y),
    }));
  const hidden = mask.clicks.map((code) => ({
    code,
    factor: HIDDEN_FACTOR,
    signatures: [hashNumbers(CLICK), hashNumbers(CLICK, HIDDEN), hashNumbers(CLICK, HIDDEN, code)],
  }));
  const clicks = [...visible, ...hidden];
  const step = GRID_STEPS[resolution] ?? 0;
  if (step === 0) return clicks;
  return [...clicks, ...gridClicks(view, step, new Set(clicks.map(({ code }) => code)))];
}
