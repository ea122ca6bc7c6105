import type { FloorGoal } from "../../goals/floor-goal.ts";
import { isMet } from "../../goals/goal.ts";
import type { Field } from "../../model/floor/floor-level.ts";
import type { TreadModel } from "../../model/floor/floor-model.ts";
import type { Planned, Purpose } from "./find-walk.ts";
import { createSights } from "./tile-coverage.ts";

/** Looks for a walk that serves a purpose; undefined where none was found. */
export type Search = (field: Field, purpose: Purpose) => readonly Planned[] | undefined;

/** The goal that was met and still is: while it is held, the avatar visits what the level may want besides. */
export interface SatisfiedGoal {
  readonly goal: FloorGoal | undefined;
  /** It was just met by a step; `before`: what the squares looked like until then. */
  hold(goal: FloorGoal, before: readonly number[]): void;
  drop(): void;
  /** After a step: drops what is met no longer. */
  check(): void;
  /** After a step: notes where the avatar is. */
  arrive(): void;
  /** The way to the next thing to visit that leaves the goal met; empty where there is none. */
  visit(field: Field, search: Search): readonly Planned[];
}

/** Things that are gone to with a goal met. */
const MAX_VISITS = 8;

/** Starts with none. */
export function createSatisfiedGoal(
  model: Pick<TreadModel, "rule" | "looks" | "tile">,
): SatisfiedGoal {
  const sights = createSights();
  let held: FloorGoal | undefined;
  let visits = 0;

  return {
    get goal() {
      return held;
    },
    hold(goal, before) {
      held = goal;
      visits = 0;
      sights.begin(before, model.looks);
    },
    drop() {
      held = undefined;
    },
    check() {
      if (held && !isMet(held, model.looks)) held = undefined;
    },
    arrive() {
      if (model.tile !== undefined) sights.been(model.tile, model.looks);
    },
    visit(field, search) {
      if (!held || visits >= MAX_VISITS) return [];
      const { unwanted } = held;
      const left = sights.list(model.rule, model.looks);
      const alerted = new Set([...left].filter((tile) => sights.alerts.has(tile)));
      for (const ends of [alerted, left]) {
        const found = ends.size > 0 ? search(field, { unwanted, ends }) : undefined;
        if (!found) continue;
        visits += 1;
        return found;
      }
      return [];
    },
  };
}
