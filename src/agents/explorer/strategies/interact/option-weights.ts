/** A cost for each time something happened, up to a limit. */
export interface CostPerTime {
  readonly each: number;
  readonly most: number;
}

/** That cost. */
export const costOf = ({ each, most }: CostPerTime, times: number): number =>
  Math.min(most, each * times);

/** Of any target: single and rare things are rather tools and goals than parts of a texture. */
export const TARGET = {
  /** Shared by all targets that look alike. */
  single: 1.5,
  /** It has a colour that few cells have. */
  rare: 0.8,
} as const;

/** Of touching a target. */
export const TOUCHING = {
  /** It has a colour of the avatar's and is no scenery: such things often belong to the avatar. */
  ownColour: 1,
  /** It has the avatar's size within two cells, as keys, doors and partners have. */
  avatarSize: 0.7,
  /** The avatar just fits in it, and other keys or clicks may work only from there. */
  place: 2,
  /** Per share of such touches that had an effect; before the first they count as three in ten. */
  effectRate: { weight: 1, untried: 0.3 },
  /** For each such touch that had none: the kind is scenery, but another of it may yet differ. */
  failure: { each: 0.35, most: 1.5 },
  /** For each death: what killed once may have been passed by something deadly. */
  death: { each: 0.4, most: 1.6 },
  /** This very target was never touched in the level. */
  untouched: 0.8,
  /** For each time it was. */
  touched: { each: 0.3, most: 1.2 },
  /** A cost: the last step will probably be stopped. */
  bump: 0.3,
  /** A cost: there is a better side to touch it from. */
  otherSide: 1,
} as const;

/** Of a click on a target. */
export const CLICKING = {
  /** Colours from 6 on: those before are greys, mostly of scenery. */
  bright: 0.3,
  effectRate: { weight: 1, untried: 0.2 },
  /** More than for touches: whether a kind takes clicks shows at once. */
  failure: { each: 0.8, most: 3 },
  /** For each click on this very target, as it may still have another effect elsewhere in the game. */
  used: { each: 0.15, most: 2.5 },
  /** A cost of targets of less than four cells: mostly decoration. */
  tiny: 0.6,
} as const;

/** Of a press of a key that does not move the avatar. */
export const PRESSING = {
  /** There are few such keys: soon tried, and rarely there for nothing. */
  base: 1.6,
  /** In place of that: undoing leads nowhere new. */
  undo: -1,
  /** Less than for targets: where a key is pressed counts more than which. */
  effectRate: { weight: 0.5, untried: 0.2 },
  failure: { each: 0.5, most: 3 },
  used: { each: 0.15, most: 2.5 },
} as const;

/** Of lying on several small things of the avatar's colours at once: hardly ever there by chance. */
export const COVERING = 5;
/** Of a click or press while the avatar holds its place: before all else, as it came there for that. */
export const HOLDING = 4;
/** How many actions of the way cost a point: near things first among those of equal value. */
export const STEPS_PER_POINT = 40;
