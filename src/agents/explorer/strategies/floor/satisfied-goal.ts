import type { FloorGoal } from "../../goals/floor-goal.ts";
import { isMet } from "../../goals/goal.ts";
import type { FloorLevel } from "../../model/floor/floor-level.ts";
import type { FloorModel } from "../../model/floor/floor-model.ts";
import type { FloorRule } from "../../model/floor/floor-rule.ts";
import { PLAIN, UNSEEN } from "../../model/floor/tile-look.ts";
import { countEach } from "../../perception/lists.ts";
import { createCoverage, type Landmark } from "../coverage.ts";
import { findWalk, type PlannedStep } from "./find-walk.ts";

/** The goal that was met and still is: meanwhile the avatar goes to the landmarks that the level may want besides. */
export interface SatisfiedGoal {
  readonly goal: FloorGoal | undefined;
  /** It was just met by a step; `before`: the looks of the tiles until then. */
  begin(goal: FloorGoal, before: readonly number[]): void;
  drop(): void;
  /** After a step: drops the goal if it is met no longer. */
  check(): void;
  /** After a step: notes where the avatar is. */
  arrive(): void;
  /** The way to the next landmark that leaves the goal met; empty where there is none. */
  visit(level: FloorLevel): readonly PlannedStep[];
}

/** Walks to landmarks while one goal is satisfied. */
const MAX_VISITS = 8;

/** A look of more tiles is scenery. */
const MAX_ALIKE = 4;

/** Starts with none. */
export function createSatisfiedGoal(
  model: Pick<FloorModel, "rule" | "now" | "meetsHazard">,
): SatisfiedGoal {
  const coverage = createCoverage();
  let goal: FloorGoal | undefined;
  /** The tiles that changed as it was met. */
  let changed: ReadonlySet<number> = new Set();
  let walks = 0;

  return {
    get goal() {
      return goal;
    },
    begin(met, before) {
      goal = met;
      walks = 0;
      coverage.clear();
      changed = new Set(
        model.now.looks.flatMap((look, tile) => (look === before[tile] ? [] : [tile])),
      );
    },
    drop() {
      goal = undefined;
    },
    check() {
      if (goal && !isMet(goal, model.now.looks)) goal = undefined;
    },
    arrive() {
      const { tile, looks } = model.now;
      if (tile !== undefined) coverage.visit({ place: tile, look: looks[tile] as number });
    },
    visit(level) {
      if (!goal || walks >= MAX_VISITS) return [];
      const { unwanted } = goal;
      const left = coverage.left(listLandmarks(model.rule, model.now.looks));
      const first = new Set([...left].filter((tile) => changed.has(tile)));
      for (const ends of [first, left]) {
        const found = ends.size > 0 ? findWalk(model, level, { unwanted, ends }) : undefined;
        if (!found) continue;
        walks += 1;
        return found;
      }
      return [];
    },
  };
}

/** The tiles that show something rare which steps do not change. */
function listLandmarks(rule: FloorRule, looks: readonly number[]): Landmark[] {
  const counts = countEach(looks);
  return looks.flatMap((look, place) => {
    const isThing = look !== PLAIN && look !== UNSEEN && !rule.isChanging(look);
    return isThing && (counts.get(look) as number) <= MAX_ALIKE ? [{ place, look }] : [];
  });
}
