import { COLOURS } from "../../../game/frame.ts";
import { HIDDEN } from "../../../memory/mask.ts";
import { hashNumbers } from "../../../memory/hash.ts";
import { type Component, segment } from "../segment.ts";
import type { View } from "../view.ts";

/** Something in a scene that the mover may go and touch. */
export interface Target {
  /** Equal for the same thing at the same place. */
  readonly id: number;
  /** Equal for things that look alike. */
  readonly kind: number;
  readonly component: Component;
  /** How many of its kind there are. */
  readonly alike: number;
  /** Whether its colour shows rarely. */
  readonly isRare: boolean;
}

/** Larger things are ground or walls. */
const MAX_AREA = 320;
const MAX_SIDE = 40;
const RARE_CELLS = 40;

/** The targets of a scene, and for each cell the place of its target in the list, -1 for none. */
export function listTargets(scene: View): { targets: Target[]; targetAt: Int16Array } {
  const targetAt = new Int16Array(scene.cells.length).fill(-1);
  const totals = new Uint16Array(COLOURS + 1);
  for (const colour of scene.cells) totals[colour] = (totals[colour] as number) + 1;
  const things = segment(scene).filter(
    ({ colour, area, left, right, top, bottom }) =>
      colour !== HIDDEN &&
      area <= MAX_AREA &&
      right - left < MAX_SIDE &&
      bottom - top < MAX_SIDE,
  );
  const kindOf = ({ colour, shape }: Component) => hashNumbers(colour, shape);
  const counts = new Map<number, number>();
  for (const thing of things) counts.set(kindOf(thing), (counts.get(kindOf(thing)) ?? 0) + 1);
  const targets = things.map((component) => {
    const kind = kindOf(component);
    return {
      id: hashNumbers(kind, component.left, component.top),
      kind,
      component,
      alike: counts.get(kind) as number,
      isRare: (totals[component.colour] as number) < RARE_CELLS,
    };
  });
  targets.forEach(({ component: { colour, left, right, top, bottom } }, index) => {
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const at = y * scene.width + x;
        if (scene.cells[at] === colour) targetAt[at] = index;
      }
    }
  });
  return { targets, targetAt };
}
