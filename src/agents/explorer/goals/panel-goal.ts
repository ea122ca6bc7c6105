import type { Course } from "../planning/course.ts";

/** Something that a level may want its tiles to show. */
export interface Goal {
  /** What sort of goal it is: equal on other levels. */
  readonly kind: string;
  /** Equal for the same goal on one level. */
  readonly id: string;
  /** How unusual it is, from 0; a point weighs as much as three tiles to change. */
  readonly oddity: number;
  /** The panel it is about. */
  readonly panel: number;
  /** What the panel's tiles should show, in no order; undefined where that is left open. */
  readonly wanted?: readonly number[];
  /** The colours it is about, where tiles of others may lie anyhow. */
  readonly colours?: ReadonlySet<number>;
  /** How many tiles are not as it wants them; 0 where it is met. */
  cost(values: readonly number[]): number;
  /**
   * What the panel's tiles may show to meet it, each one of what it can be turned to (`courses`, in
   * reading order, from what it shows now on); undefined where that was not found. Where it is there, no
   * other way to meet the goal is looked for.
   */
  arrange?(courses: readonly Course[]): readonly number[] | undefined;
}
