import type { Random } from "../../../../base/random.ts";
import type { Reachable } from "../../model/moves/reach.ts";
import { type Spot, spotCode } from "../../perception/sprite.ts";
import type { Errand } from "./option.ts";

/** A scene and a part of it that the mover can walk about in. */
export interface Region {
  /** Where the mover was first there: the region is any from where this can be reached. */
  readonly spot: Spot;
  readonly done: Set<number>;
  readonly leadsTo: Map<number, { region: Region; taken: number }>;
  /** Whether nothing was left to do when last there. */
  isExhausted: boolean;
}

/** The regions of a level, and which errand leads from one to another. */
export interface Regions {
  /** The region of a mover at `spot`, in the scene with this key. */
  at(sceneKey: string, spot: Spot, reach: ReadonlyMap<number, Reachable>): Region;
  /** The errand to run next: the best one not done there yet, or one towards a region where one is left. */
  next(region: Region, errands: readonly Errand[]): Errand | undefined;
  /** How many were found. */
  count(): number;
  /** Notes that an errand was run in one region and ended in another, or nowhere. */
  done(region: Region, errand: Errand, end: Region | undefined): void;
}

/** Errands that promise less are not worth their actions. */
const LEAST_SCORE = -1.2;
/** Scores that differ by less are equal: chance decides. */
const NOISE = 0.05;
/** How often one errand is run just to get to another region. */
const MAX_TAKEN = 4;

/** Starts with no regions. */
export function createRegions(random: Random): Regions {
  const byScene = new Map<string, Region[]>();
  let found = 0;

  const best = (region: Region, errands: readonly Errand[]): Errand | undefined => {
    let top: Errand | undefined;
    let highest = LEAST_SCORE;
    for (const errand of errands) {
      if (region.done.has(errand.id)) continue;
      const score = errand.score + NOISE * random.next();
      if (score <= highest) continue;
      highest = score;
      top = errand;
    }
    return top;
  };

  /** The first errand on the shortest way to a region that is not exhausted. */
  const detour = (region: Region, errands: readonly Errand[]): Errand | undefined => {
    const queue: { readonly region: Region; readonly first: Errand }[] = [];
    const seen = new Set([region]);
    const push = (from: Region, firstOf: (id: number) => Errand | undefined) => {
      for (const [id, { region: to, taken }] of from.leadsTo) {
        const first = firstOf(id);
        if (!first || taken >= MAX_TAKEN || seen.has(to)) continue;
        seen.add(to);
        queue.push({ region: to, first });
      }
    };
    const byId = new Map(errands.map((errand) => [errand.id, errand]));
    push(region, (id) => byId.get(id));
    for (let head = 0; head < queue.length; head++) {
      const { region: there, first } = queue[head] as (typeof queue)[number];
      if (!there.isExhausted) return first;
      push(there, () => first);
    }
    return undefined;
  };

  return {
    at(sceneKey, spot, reach) {
      const known = byScene.get(sceneKey) ?? [];
      byScene.set(sceneKey, known);
      const same = known.find((region) => reach.has(spotCode(region.spot)));
      if (same) return same;
      const region = { spot, done: new Set<number>(), leadsTo: new Map(), isExhausted: false };
      known.push(region);
      found += 1;
      return region;
    },
    next(region, errands) {
      const errand = best(region, errands);
      region.isExhausted = errand === undefined;
      return errand ?? detour(region, errands);
    },
    count: () => found,
    done(region, { id }, end) {
      region.done.add(id);
      if (!end || end === region) return;
      const known = region.leadsTo.get(id);
      region.leadsTo.set(id, { region: end, taken: (known?.taken ?? 0) + 1 });
    },
  };
}
