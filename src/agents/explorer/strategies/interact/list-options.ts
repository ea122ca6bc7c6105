import { UNDO } from "../../../../game/action.ts";
import { clickCode } from "../../../../game/action-code.ts";
import { hashNumbers } from "../../../../game/hash.ts";
import type { KeyDisplacement } from "../../model/moves/move-graph.ts";
import type { Passability } from "../../model/moves/passability.ts";
import { keysTo, type ReachableSpots } from "../../model/moves/reachable-spots.ts";
import { heightOf, widthOf } from "../../perception/bounds.ts";
import { spotCode } from "../../perception/sprite.ts";
import type { Target, Targets } from "../../perception/targets.ts";
import type { View } from "../../perception/view.ts";
import { findCover } from "../../planning/cover.ts";
import { findWays, type Way } from "../../planning/ways.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import type { LevelCounts, Option, OptionRecord, OptionRecords } from "./option.ts";
import {
  CLICKING,
  COVERING,
  type CostPerTime,
  costOf,
  PRESSING,
  SETTLED,
  STEPS_PER_POINT,
  TARGET,
  TOUCHING,
} from "./option-weights.ts";

/** The situation that options are listed for. */
export interface OptionContext {
  readonly view: View;
  readonly targets: Targets;
  readonly avatar: Avatar;
  readonly passability: Passability;
  readonly reachable: ReachableSpots;
  readonly displacements: readonly KeyDisplacement[];
  /** Keys that do not move the avatar. */
  readonly otherKeys: readonly number[];
  readonly takesClicks: boolean;
  /** Whether the avatar settled on a place, so that clicks and other keys come first. */
  readonly isSettled: boolean;
  readonly records: OptionRecords;
  readonly counts: LevelCounts;
}

/** Names that keep the ids of options apart. */
const TOUCH = 1;
const CLICK = 2;
const PRESS = 3;
const COVER = 5;

/** Larger things of the avatar's colour are scenery. */
const MAX_AREA = 300;
/** Of a place that the avatar fits in there are fewer alike. */
const MAX_PLACES = 8;
/** By how many cells such a place may be wider than the avatar, and higher: it lies in the middle. */
const PLACE_MARGINS = [0, 2, 4];
/** How much the sizes of things that are as large as the avatar may differ. */
const SAME_SIZE = 2;
const FIRST_BRIGHT = 6;
const TINY_AREA = 4;

interface RecordWeights {
  readonly effectRate: { readonly weight: number; readonly untried: number };
  readonly failure: CostPerTime;
}

/** The value of a record: the share of tries that had an effect, less those that had none. */
const recordValue = (
  { events, tries }: OptionRecord,
  { effectRate, failure }: RecordWeights,
): number =>
  effectRate.weight * (tries > 0 ? events / tries : effectRate.untried) -
  costOf(failure, tries - events);

/** The kind of option that touches such a target. */
export const touchOf = ({ kind }: Target): number => hashNumbers(TOUCH, kind);

const targetValue = ({ alike, isRare }: Target): number =>
  TARGET.single / alike + (isRare ? TARGET.rare : 0);

/**
 * Lists every option with its value: high for rare and single targets, those like the avatar, and kinds
 * that had effects before; low for kinds tried in vain, deadly or far ones.
 */
export function listOptions(context: OptionContext): Option[] {
  const { view, targets, avatar, reachable, displacements, takesClicks } = context;
  const ways = findWays(targets, context, reachable, displacements);
  const options = keyOptions(context);
  const cover = findCover(view, avatar.sprite, targets.list, reachable);
  if (cover) {
    options.push({
      id: hashNumbers(COVER, spotCode(cover.spot)),
      kind: COVER,
      value: COVERING - cover.distance / STEPS_PER_POINT,
      codes: keysTo(cover),
      settles: true,
    });
  }
  for (const target of targets.list) {
    options.push(...touchOptions(target, ways.get(target) ?? [], context));
    if (takesClicks) options.push(clickOption(target, context));
  }
  return options;
}

/** Whether the avatar just fits in or on a target, and something can be done while it stays there. */
function isPlaceFor({ component, alike }: Target, context: OptionContext): boolean {
  const { sprite } = context.avatar;
  const [width, height] = [widthOf(component), heightOf(component)];
  const margin = width - sprite.width;
  return (
    (context.takesClicks || context.otherKeys.length > 0) &&
    alike < MAX_PLACES &&
    margin === height - sprite.height &&
    PLACE_MARGINS.includes(margin) &&
    (margin === 0 || component.area < width * height)
  );
}

function touchOptions(target: Target, ways: readonly Way[], context: OptionContext): Option[] {
  const { sprite } = context.avatar;
  const { component } = target;
  const kind = touchOf(target);
  const record = context.records.of(kind);
  const times = context.counts.touched.get(target.id) ?? 0;
  const isOfItsColour = component.area < MAX_AREA && sprite.colours.includes(component.colour);
  const isLikeAvatar =
    Math.abs(widthOf(component) - sprite.width) <= SAME_SIZE &&
    Math.abs(heightOf(component) - sprite.height) <= SAME_SIZE;
  const isPlace = isPlaceFor(target, context);
  const value =
    targetValue(target) +
    (isOfItsColour ? TOUCHING.ownColour : 0) +
    (isLikeAvatar ? TOUCHING.avatarSize : 0) +
    recordValue(record, TOUCHING) -
    costOf(TOUCHING.death, record.deaths) +
    (times === 0 ? TOUCHING.untouched : -costOf(TOUCHING.touched, times));
  // A touch from another side may have another effect.
  const sides = record.events > 0 ? ways : ways.slice(0, 1);
  return sides.map((way, index) => ({
    id: hashNumbers(target.id, TOUCH, record.events > 0 ? way.key : 0),
    kind,
    value:
      value +
      (isPlace && !way.isBump ? TOUCHING.place : 0) -
      (way.isBump ? TOUCHING.bump : 0) -
      (index > 0 ? TOUCHING.otherSide : 0) -
      (way.from.distance + 1) / STEPS_PER_POINT,
    codes: [...keysTo(way.from), way.key],
    settles: isPlace && !way.isBump,
  }));
}

function clickOption(target: Target, { isSettled, records, counts }: OptionContext): Option {
  const { colour, area, x, y } = target.component;
  const kind = hashNumbers(CLICK, target.kind);
  const id = hashNumbers(target.id, CLICK);
  const value =
    targetValue(target) +
    (isSettled ? SETTLED : 0) +
    (colour >= FIRST_BRIGHT ? CLICKING.bright : 0) +
    recordValue(records.of(kind), CLICKING) -
    costOf(CLICKING.used, counts.used.get(id) ?? 0) -
    (area < TINY_AREA ? CLICKING.tiny : 0);
  return { id, kind, value, codes: [clickCode(x, y)], settles: false };
}

function keyOptions({ otherKeys, isSettled, records, counts }: OptionContext): Option[] {
  return otherKeys.map((key) => {
    const kind = hashNumbers(PRESS, key);
    const value =
      (key === UNDO ? PRESSING.undo : PRESSING.base + (isSettled ? SETTLED : 0)) +
      recordValue(records.of(kind), PRESSING) -
      costOf(PRESSING.used, counts.used.get(kind) ?? 0);
    return { id: kind, kind, value, codes: [key], settles: false };
  });
}
