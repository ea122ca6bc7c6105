import type { TreadRule } from "../../model/floor/floor-rule.ts";
import { PLAIN, UNSEEN } from "../../model/floor/tile-look.ts";
import { countEach } from "../../perception/count-each.ts";

/** The squares that a level may want the avatar to come to once a goal is met. */
export interface Sights {
  /** A goal was met by a step, before and after which the squares looked so: all is to be visited anew. */
  begin(before: readonly number[], after: readonly number[]): void;
  /** The avatar is on a square. */
  been(tile: number, looks: readonly number[]): void;
  /** The squares that show something rare which steps do not change, where the avatar was not yet. */
  list(rule: TreadRule, looks: readonly number[]): ReadonlySet<number>;
  /** Those that changed as the goal was met. */
  readonly alerts: ReadonlySet<number>;
}

/** Of what more squares show it is scenery. */
const MAX_ALIKE = 4;

/** Starts with nothing visited. */
export function createSights(): Sights {
  const visited = new Set<string>();
  let alerts: ReadonlySet<number> = new Set();

  return {
    begin(before, after) {
      visited.clear();
      alerts = new Set(after.flatMap((look, tile) => (look === before[tile] ? [] : [tile])));
    },
    been: (tile, looks) => void visited.add(`${tile} ${looks[tile]}`),
    list(rule, looks) {
      const counts = countEach(looks);
      return new Set(
        looks.flatMap((look, tile) => {
          const isThing = look !== PLAIN && look !== UNSEEN && !rule.isChanging(look);
          const isNew = isThing && !visited.has(`${tile} ${look}`);
          return isNew && (counts.get(look) as number) <= MAX_ALIKE ? [tile] : [];
        }),
      );
    },
    get alerts() {
      return alerts;
    },
  };
}
