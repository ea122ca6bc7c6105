import { CLICK } from "../../../../game/action.ts";
import { clickCode } from "../../../../game/action-code.ts";
import { hashNumbers } from "../../../../game/hash.ts";
import { HIDDEN, type Mask } from "../../../../game/mask.ts";
import { type Component, segment } from "../../perception/segment.ts";
import type { View } from "../../perception/view.ts";
import type { Candidate } from "./candidate.ts";

/** Steps of the blind click grids; the first opens none. */
export const GRID_STEPS = [0, 4, 2] as const;

const GRID_FACTOR = 0.3;
const HIDDEN_FACTOR = 0.35;
/** Of many small components alike (a texture) those after the third are worth less. */
const TEXTURE = { maxArea: 4, minCount: 13, spared: 3, factor: 0.4 };

const sideOf = (low: number, high: number) => high - low + 1;
const isMedium = (side: number) => side >= 2 && side <= 32;

/** Objects are rather of a salient colour and of medium size. */
function clickFactor({ colour, left, top, right, bottom }: Component): number {
  const salient = colour >= 6;
  const medium = isMedium(sideOf(left, right)) && isMedium(sideOf(top, bottom));
  if (medium) return salient ? 1 : 0.9;
  return salient ? 0.8 : 0.6;
}

const signaturesOfClick = (colour: number, shape: number, x: number, y: number) => [
  hashNumbers(CLICK),
  hashNumbers(CLICK, colour),
  hashNumbers(CLICK, colour, shape),
  hashNumbers(CLICK, colour, shape, x, y),
];

function componentClicks(components: readonly Component[]): Candidate[] {
  const small = components.filter(({ area }) => area <= TEXTURE.maxArea);
  const alike = (component: Component) => hashNumbers(component.colour, component.shape);
  const textures = new Map<number, number>();
  for (const component of small) {
    textures.set(alike(component), (textures.get(alike(component)) ?? 0) + 1);
  }
  const met = new Map<number, number>();
  return components.map((component) => {
    const { colour, shape, area, x, y } = component;
    let factor = clickFactor(component);
    const kind = alike(component);
    if (area <= TEXTURE.maxArea && (textures.get(kind) ?? 0) >= TEXTURE.minCount) {
      met.set(kind, (met.get(kind) ?? 0) + 1);
      if ((met.get(kind) as number) > TEXTURE.spared) factor *= TEXTURE.factor;
    }
    return { code: clickCode(x, y), factor, signatures: signaturesOfClick(colour, shape, x, y) };
  });
}

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
  const visible = segment(view).filter(({ colour }) => colour !== HIDDEN);
  const hidden = mask.clicks.map((code) => ({
    code,
    factor: HIDDEN_FACTOR,
    signatures: [hashNumbers(CLICK), hashNumbers(CLICK, HIDDEN), hashNumbers(CLICK, HIDDEN, code)],
  }));
  const clicks = [...componentClicks(visible), ...hidden];
  const step = GRID_STEPS[resolution] ?? 0;
  if (step === 0) return clicks;
  return [...clicks, ...gridClicks(view, step, new Set(clicks.map(({ code }) => code)))];
}
