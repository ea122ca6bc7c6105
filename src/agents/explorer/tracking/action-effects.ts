import {
  type Displacement,
  headingOf,
  isSameDisplacement,
  lengthOf,
} from "../perception/displacement.ts";
import { directionOf } from "./detect-displacement.ts";

/** Action effects: the displacement of the avatar by each key. */
export interface ActionEffects {
  /** A new level begins: its scale, the length of steps compared to levels before, is unknown. */
  begin(): void;
  /** Whether no step was seen in the level yet. */
  readonly isOpen: boolean;
  /** A key moved the avatar by a displacement. */
  note(key: number, by: Displacement): void;
  /** All displacements by a key, the most frequent first. */
  seen(key: number): readonly Displacement[];
  /** The most frequent, at the scale it was seen at; undefined for a key that never moved the avatar. */
  usual(key: number): Displacement | undefined;
  /** The most frequent, at the scale of this level. */
  scaled(key: number): Displacement | undefined;
  /** The direction by convention and the length of the most frequent step of all keys. */
  byConvention(key: number): Displacement | undefined;
  /** The expected displacement in this level: the usual one, else that by convention. */
  of(key: number): Displacement | undefined;
  /** Whether a displacement by a key was to be expected. */
  predicts(key: number, by: Displacement): boolean;
}

/** How often a key moved the avatar by this displacement. */
interface Tally extends Displacement {
  count: number;
}

/** Starts with nothing seen, at the usual scale. */
export function createActionEffects(): ActionEffects {
  /** The tallies of each key, the most frequent first. */
  const tallies = new Map<number, Tally[]>();
  let scale: number | undefined = 1;
  let isOpen = false;
  const seenHere = new Map<number, Displacement>();

  const seen = (key: number) => tallies.get(key) ?? [];
  const usualOf = (key: number): Displacement | undefined => seen(key)[0];

  const byConvention = (key: number): Displacement | undefined => {
    const direction = directionOf(key);
    const [typical] = [...tallies.values()].flatMap(([first]) => first ?? []).sort(moreFrequent);
    if (!direction || !typical) return undefined;
    const length = lengthOf(typical);
    return { dx: direction.dx * length, dy: direction.dy * length };
  };

  /** Steps without a common factor tell nothing of the scale. */
  const measure = (key: number, by: Displacement, usual: Displacement) => {
    const before = seenHere.get(key);
    if (!before) {
      const now = lengthOf(by) / lengthOf(usual);
      scale = scale === undefined || scale === now ? now : 1;
    } else if (lengthOf(before) !== lengthOf(by)) scale = 1;
    seenHere.set(key, by);
  };

  const toScale = (key: number, usual: Displacement | undefined): Displacement | undefined => {
    if (!usual || scale === undefined || scale === 1) return usual;
    const scaled = { dx: Math.round(usual.dx * scale), dy: Math.round(usual.dy * scale) };
    return seenHere.get(key) ?? scaled;
  };

  return {
    begin() {
      scale = undefined;
      isOpen = true;
      seenHere.clear();
    },
    get isOpen() {
      return isOpen;
    },
    note(key, by) {
      const usual = usualOf(key);
      isOpen = false;
      if (usual && headingOf(by) === headingOf(usual)) measure(key, by, usual);
      const old = seen(key).find((one) => isSameDisplacement(one, by));
      const tally = { dx: by.dx, dy: by.dy, count: (old?.count ?? 0) + 1 };
      const all = old ? seen(key).map((one) => (one === old ? tally : one)) : [...seen(key), tally];
      tallies.set(key, all.sort(moreFrequent));
    },
    seen,
    usual: usualOf,
    scaled: (key) => toScale(key, usualOf(key)),
    byConvention,
    of: (key) => toScale(key, usualOf(key) ?? byConvention(key)),
    predicts(key, by) {
      const convention = byConvention(key);
      const known = seen(key);
      const expected = known.length > 0 || !convention ? known : [convention];
      return expected.some((one) => isSameDisplacement(one, by));
    },
  };
}

const moreFrequent = (a: Tally, b: Tally): number => b.count - a.count;
