/** A cost for each time something happened, up to a limit. */
export interface CostPerTime {
  readonly each: number;
  readonly most: number;
}

/** That cost. */
export const costOf = ({ each, most }: CostPerTime, times: number): number =>
  Math.min(most, each * times);

// Values are added, costs subtracted; all are points of an option's value. They were measured for the
// prototype described as "macros".

/** Of any target. */
export const TARGET = {
  single: 1.5, // shared by all that look alike: single things are rather tools and goals than texture
  rare: 0.8, // so is a colour that few cells have
} as const;

/** Of touching a target. */
export const TOUCHING = {
  ownColour: 1, // a colour of the avatar's: the thing may belong to it
  avatarSize: 0.7, // keys, doors and partners are often as large as the avatar
  place: 2, // the avatar fits in: other keys or clicks may work only from there
  effectRate: { weight: 1, untried: 0.3 }, // kinds that had an effect; before the first try a guess
  failure: { each: 0.35, most: 1.5 }, // the kind had none; but another of it may yet
  death: { each: 0.4, most: 1.6 }, // limited: something else may have killed on the way
  untouched: 0.8, // this very target is new in the level
  touched: { each: 0.3, most: 1.2 }, // it was tried; but what it does may have changed
  bump: 0.3, // a cost: the last step will probably be stopped
  otherSide: 1, // a cost: there is a better side to touch it from
} as const;

/** Of a click on a target. */
export const CLICKING = {
  bright: 0.3, // colours before 6 are greys, mostly of scenery
  effectRate: { weight: 1, untried: 0.2 },
  failure: { each: 0.8, most: 3 }, // more than for touches: whether a kind takes clicks shows at once
  used: { each: 0.15, most: 2.5 }, // this very click
  tiny: 0.6, // a cost: the smallest things are decoration
} as const;

/** Of a press of a key that does not move the avatar. */
export const PRESSING = {
  base: 1.6, // there are few such keys, and rarely for nothing
  undo: -1, // in place of that: undoing leads nowhere new
  effectRate: { weight: 0.5, untried: 0.2 }, // less: where such a key is pressed counts more
  failure: { each: 0.5, most: 3 },
  used: { each: 0.15, most: 2.5 },
} as const;

/** To lie on several small things of the avatar's colours at once: hardly there by chance. */
export const COVERING = 5;
/** A click or press while the avatar stays where it settled for that: before all else. */
export const SETTLED = 4;
/** How many actions of the way cost a point: near things come first among equals. */
export const STEPS_PER_POINT = 40;
