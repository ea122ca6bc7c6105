import type { Course } from "../planning/course.ts";
import type { Goal } from "./goal.ts";
import type { GoalBookOptions } from "./goal-book.ts";

/** Something that a level may want its tiles to show; its cost counts the tiles that do not. */
export interface PanelGoal extends Goal<readonly number[]> {
  /** The panel it is about. */
  readonly panel: number;
  /** What the panel's tiles should show, in no order; undefined where that is left open. */
  readonly wanted?: readonly number[];
  /** The colours it is about, where tiles of others may lie anyhow. */
  readonly colours?: ReadonlySet<number>;
  /**
   * What the panel's tiles may show to meet it, each one of what it can be turned to (`courses`, in
   * reading order, from what it shows now on); undefined where that was not found. Where it is there, no
   * other way to meet the goal is looked for.
   */
  arrange?(courses: readonly Course[]): readonly number[] | undefined;
}

/** A unit of prior cost outweighs three tiles to change; a goal met once in vain is none on its level. */
export const PANEL_GOALS: GoalBookOptions = {
  distance: 1,
  prior: 3,
  doubt: 6,
  proof: 100,
  maxProofs: 1,
  maxVain: 1,
  maxVainConfirmed: 1,
  maxTries: Number.POSITIVE_INFINITY,
};
