import type { Grid } from "../../../../game/frame.ts";
import {
  displaced,
  fitsIn,
  overlap,
  type Spot,
  type Sprite,
  spotCode,
} from "../../perception/sprite.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import type { Box } from "../../tracking/box.ts";
import type { BoxPassability } from "../moves/box-passability.ts";
import { type KeyDisplacement, sweep } from "../moves/move-graph.ts";

/** The spots something can get to, and where each key leads from each. */
export interface Floor {
  readonly spots: readonly Spot[];
  readonly places: ReadonlyMap<number, number>;
  /** `next[place * keys + key]`: the place a key leads to, or -1. */
  readonly next: Int16Array;
  /** Where a key leads here from, or -1. */
  readonly previous: Int16Array;
}

/** A level as a game of pushing, in places instead of cells. */
export interface SokobanLevel {
  readonly keys: readonly KeyDisplacement[];
  readonly avatar: Sprite;
  /** Where the avatar could go were there no boxes; it stands at place 0. */
  readonly floor: Floor;
  readonly boxes: readonly Box[];
  /** For each box where it could go were there no other, and the place it is at. */
  readonly floors: readonly Floor[];
  readonly places: readonly number[];
  /** The avatar's places at which it would lie over a box at one of its places. */
  meets(box: number, place: number): readonly number[];
}

/** What has more places, or boxes, is no game of pushing, or too large to think about. */
const MAX_PLACES = 600;
const MAX_BOXES = 16;

function spread(
  ground: Grid,
  sprite: Sprite,
  spot: Spot,
  keys: readonly KeyDisplacement[],
  passability: BoxPassability,
): Floor | undefined {
  const spots = [spot];
  const places = new Map([[spotCode(spot), 0]]);
  const next: number[] = [];
  for (let place = 0; place < spots.length; place++) {
    const from = spots[place] as Spot;
    for (const displacement of keys) {
      const to = displaced(from, displacement);
      const isOpen =
        fitsIn(ground, sprite, to) &&
        passability.isOpen(from, sweep(ground, { sprite }, from, displacement));
      if (!isOpen) {
        next.push(-1);
        continue;
      }
      const code = spotCode(to);
      let known = places.get(code);
      if (known === undefined) {
        if (spots.length === MAX_PLACES) return undefined;
        known = spots.length;
        places.set(code, known);
        spots.push(to);
      }
      next.push(known);
    }
  }
  const previous = new Int16Array(next.length).fill(-1);
  for (const [at, to] of next.entries()) {
    const key = at % keys.length;
    if (to >= 0) previous[to * keys.length + key] = (at - key) / keys.length;
  }
  return { spots, places, next: Int16Array.from(next), previous };
}

/** Works out where avatar and boxes could go; undefined where that is too much. */
export function layOutSokobanLevel(
  ground: Grid,
  avatar: Avatar,
  boxes: readonly Box[],
  keys: readonly KeyDisplacement[],
  passability: { readonly avatar: BoxPassability; readonly box: BoxPassability },
): SokobanLevel | undefined {
  if (boxes.length > MAX_BOXES) return undefined;
  const floor = spread(ground, avatar.sprite, avatar.spot, keys, passability.avatar);
  if (!floor) return undefined;
  const known: { readonly sprite: Sprite; readonly floor: Floor }[] = [];
  const floors: Floor[] = [];
  const places: number[] = [];
  for (const { sprite, spot } of boxes) {
    const code = spotCode(spot);
    let same = known.find(
      (one) =>
        one.sprite.width === sprite.width &&
        one.sprite.height === sprite.height &&
        one.floor.places.has(code),
    )?.floor;
    if (!same) {
      same = spread(ground, sprite, spot, keys, passability.box);
      if (!same) return undefined;
      known.push({ sprite, floor: same });
    }
    floors.push(same);
    places.push(same.places.get(code) as number);
  }
  const meets = createMeetings(floor, avatar.sprite);
  return {
    keys,
    avatar: avatar.sprite,
    floor,
    boxes,
    floors,
    places,
    meets: (box, place) => meets(floors[box] as Floor, place, (boxes[box] as Box).sprite),
  };
}

/** The places at which the avatar would lie over a box; worked out when first asked for. */
function createMeetings({ spots }: Floor, avatar: Sprite) {
  const known = new Map<Floor, (readonly number[])[]>();
  return (floor: Floor, place: number, sprite: Sprite): readonly number[] => {
    const ofFloor = known.get(floor) ?? [];
    known.set(floor, ofFloor);
    let met = ofFloor[place];
    if (!met) {
      const at = floor.spots[place] as Spot;
      met = [...spots.keys()].filter((one) => overlap(avatar, spots[one] as Spot, sprite, at));
      ofFloor[place] = met;
    }
    return met;
  };
}
