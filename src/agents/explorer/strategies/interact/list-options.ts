import { UNDO } from "../../../../game/action.ts";
import { clickCode } from "../../../../game/action-code.ts";
import { hashNumbers } from "../../../../game/hash.ts";
import type { Passability } from "../../model/moves/passability.ts";
import { type KeyDisplacement, keysTo, type Reachable } from "../../model/moves/reach.ts";
import { spotCode } from "../../perception/sprite.ts";
import type { Target, Targets } from "../../perception/targets.ts";
import type { View } from "../../perception/view.ts";
import { findCover } from "../../planning/cover.ts";
import { findWays, type Way } from "../../planning/ways.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import type { LevelCounts, Option, OptionRecord, OptionRecords } from "./option.ts";

/** All that options are thought out from. */
export interface Outlook {
  readonly view: View;
  readonly things: Targets;
  readonly avatar: Avatar;
  readonly passability: Passability;
  readonly reach: ReadonlyMap<number, Reachable>;
  readonly displacements: readonly KeyDisplacement[];
  /** Keys that do not move the avatar. */
  readonly otherKeys: readonly number[];
  readonly takesClicks: boolean;
  /** Whether the avatar just settled somewhere: something else should be tried now. */
  readonly holds: boolean;
}

/** Names that keep the ids of options apart. */
const TOUCH = 1;
const PICK = 2;
const PRESS = 3;
const COVER = 5;

/** What is said for anything else while the avatar holds its place. */
const HOLD = 4;
/** How much less it is worth to touch something from another side. */
const OTHER_SIDE = 1;
/** How many actions of the way cost a point. */
const STEPS_PER_POINT = 40;

/** The share of tries that had an effect; `unknown` before the first. */
const rate = ({ events, tries }: OptionRecord, unknown: number): number =>
  tries > 0 ? events / tries : unknown;

const failures = ({ events, tries }: OptionRecord): number => tries - events;

/** The kind of option that touches such a thing. */
export const touchOf = ({ kind }: Target): number => hashNumbers(TOUCH, kind);

/** What is said for a thing as such: that it is the only one, or one of few, and small. */
const worthOf = ({ alike, isRare }: Target): number => 1.5 / alike + (isRare ? 0.8 : 0);

/**
 * Everything that may be done in a background. The weights of the scores are those measured for the prototype
 * described as "macros": rare and single things first, those like the avatar, what had effects before;
 * less for what was tried in vain, deadly or far.
 */
export function listOptions(
  outlook: Outlook,
  records: OptionRecords,
  counts: LevelCounts,
): Option[] {
  const { view, things, avatar, reach, displacements, takesClicks } = outlook;
  const ways = findWays(things, outlook, reach, displacements);
  const options = otherKeys(outlook, records, counts);
  const cover = findCover(view, avatar.sprite, things.targets, reach);
  if (cover) {
    options.push({
      id: hashNumbers(COVER, spotCode(cover.spot)),
      kind: COVER,
      score: 5 - cover.distance / STEPS_PER_POINT,
      codes: keysTo(cover),
      settles: true,
    });
  }
  for (const target of things.targets) {
    options.push(...touches(target, ways.get(target) ?? [], outlook, records, counts));
    if (takesClicks) options.push(pick(target, outlook, records, counts));
  }
  return options;
}

function touches(
  target: Target,
  ways: readonly Way[],
  { avatar: { sprite }, takesClicks, otherKeys }: Outlook,
  records: OptionRecords,
  { touched }: LevelCounts,
): Option[] {
  const { colour, area, left, right, top, bottom } = target.component;
  const kind = touchOf(target);
  const record = records.of(kind);
  const times = touched.get(target.id) ?? 0;
  const wider = right - left + 1 - sprite.width;
  const higher = bottom - top + 1 - sprite.height;
  const isLikeAvatar = Math.abs(wider) <= 2 && Math.abs(higher) <= 2;
  // The avatar fits just inside, or on it, and something can be done while it stays there.
  const isPlace =
    (takesClicks || otherKeys.length > 0) &&
    target.alike < 8 &&
    wider === higher &&
    [0, 2, 4].includes(wider) &&
    (wider === 0 || area < (wider + sprite.width) * (higher + sprite.height));
  const worth =
    worthOf(target) +
    (area < 300 && sprite.colours.includes(colour) ? 1 : 0) +
    (isLikeAvatar ? 0.7 : 0) +
    rate(record, 0.3) -
    Math.min(1.5, 0.35 * failures(record)) -
    Math.min(1.6, 0.4 * record.deaths) +
    (times === 0 ? 0.8 : -0.3 * Math.min(4, times));
  // What moves or changes when it is touched may do so otherwise from another side.
  const sides = record.events > 0 ? ways : ways.slice(0, 1);
  return sides.map((way, rank) => ({
    id: hashNumbers(target.id, TOUCH, record.events > 0 ? way.key : 0),
    kind,
    score:
      worth +
      (isPlace && !way.isBump ? 2 : 0) -
      (way.isBump ? 0.3 : 0) -
      (rank > 0 ? OTHER_SIDE : 0) -
      (way.from.distance + 1) / STEPS_PER_POINT,
    codes: [...keysTo(way.from), way.key],
    settles: isPlace && !way.isBump,
  }));
}

function pick(
  target: Target,
  { holds }: Outlook,
  records: OptionRecords,
  { used }: LevelCounts,
): Option {
  const { colour, area, x, y } = target.component;
  const kind = hashNumbers(PICK, target.kind);
  const id = hashNumbers(target.id, PICK);
  const record = records.of(kind);
  const score =
    worthOf(target) +
    (holds ? HOLD : 0) +
    (colour >= 6 ? 0.3 : 0) +
    rate(record, 0.2) -
    Math.min(3, 0.8 * failures(record)) -
    Math.min(2.5, 0.15 * (used.get(id) ?? 0)) -
    (area < 4 ? 0.6 : 0);
  return { id, kind, score, codes: [clickCode(x, y)], settles: false };
}

function otherKeys(
  { otherKeys, holds }: Outlook,
  records: OptionRecords,
  { used }: LevelCounts,
): Option[] {
  return otherKeys.map((key) => {
    const kind = hashNumbers(PRESS, key);
    const record = records.of(kind);
    const score =
      (key === UNDO ? -1 : 1.6 + (holds ? HOLD : 0)) +
      0.5 * rate(record, 0.2) -
      Math.min(3, 0.5 * failures(record)) -
      Math.min(2.5, 0.15 * (used.get(kind) ?? 0));
    return { id: kind, kind, score, codes: [key], settles: false };
  });
}
