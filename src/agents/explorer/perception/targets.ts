import { COLOURS } from "../../../game/frame.ts";
import { hashNumbers } from "../../../game/hash.ts";
import { HIDDEN } from "../../../game/mask.ts";
import { heightOf, widthOf } from "./bounds.ts";
import { cellsInBounds } from "./cells-in-bounds.ts";
import { countEach } from "./lists.ts";
import { oncePerView } from "./once-per-view.ts";
import { type Component, segment } from "./segment.ts";
import type { View } from "./view.ts";

/** A component of a background that the avatar can go and touch. */
export interface Target {
  /** Equal for equal targets at the same place. */
  readonly id: number;
  /** Equal for targets that look alike. */
  readonly kind: number;
  readonly component: Component;
  /** How many of its kind there are. */
  readonly alike: number;
  /** Whether its colour is rare in the background. */
  readonly isRare: boolean;
}

/** Larger components are floor or walls. */
const MAX_AREA = 320;
const MAX_SIDE = 40;
const RARE_CELLS = 40;
const SMALL_SIDE = 12;

/** The targets of a background. */
export interface Targets {
  readonly list: readonly Target[];
  /** For each cell of the background the indices in the list of targets there; undefined for none. */
  readonly at: readonly (readonly number[] | undefined)[];
}

/**
 * Lists the targets of a background; of small ones all cells within their bounds count, since the avatar
 * may stand inside.
 */
export const listTargets = oncePerView((background): Targets => {
  const totals = new Uint16Array(COLOURS + 1);
  for (const colour of background.cells) totals[colour] = (totals[colour] as number) + 1;
  const things = segment(background).filter(
    (thing) =>
      thing.colour !== HIDDEN &&
      thing.area <= MAX_AREA &&
      Math.max(widthOf(thing), heightOf(thing)) <= MAX_SIDE,
  );
  const kindOf = ({ colour, shape }: Component) => hashNumbers(colour, shape);
  const counts = countEach(things.map(kindOf));
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
  return { list: targets, at: placesOf(background, targets) };
});

function placesOf(background: View, targets: readonly Target[]): (number[] | undefined)[] {
  const at: (number[] | undefined)[] = new Array(background.cells.length);
  for (const [index, { component }] of targets.entries()) {
    const isSmall = Math.max(widthOf(component), heightOf(component)) <= SMALL_SIDE;
    for (const cell of cellsInBounds(background.width, component)) {
      if (!isSmall && background.cells[cell] !== component.colour) continue;
      const known = at[cell];
      if (known) known.push(index);
      else at[cell] = [index];
    }
  }
  return at;
}
