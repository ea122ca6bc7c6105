import { cellsOf } from "../../perception/sprite.ts";
import type { Target, Targets } from "../../perception/targets.ts";
import type { View } from "../../perception/view.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import type { BackgroundChange } from "../../tracking/background.ts";
import { touchOf } from "./list-options.ts";
import type { LevelCounts, OptionRecords } from "./option.ts";

/** The view after an action, and its circumstances. */
export interface Observation {
  /** The background after it, and its targets. */
  readonly background: View;
  readonly targets: Targets;
  /** Undefined where the action cannot have touched anything. */
  readonly avatar: Avatar | undefined;
  /** The changes of the background; undefined where it looks the same. */
  readonly change: BackgroundChange | undefined;
  /** The kind of the option that ended with it, and of the one that ended before. */
  readonly done: number | undefined;
  readonly last: number | undefined;
}

/** Assigns changes of the background to the kinds of options that caused them. */
export interface CreditAssignment {
  /** The level begins, or begins again. */
  begin(): void;
  see(observation: Observation, counts: LevelCounts): void;
}

/** Writes tries and effects to `records`. */
export function createCreditAssignment(records: OptionRecords): CreditAssignment {
  /** The kinds of options whose targets the avatar touches. */
  let touched: ReadonlySet<number> = new Set();

  const touch = (
    { background, targets: { list, at } }: Observation,
    avatar: Avatar,
    counts: LevelCounts,
  ) => {
    const indices = new Set<number>();
    for (const cell of cellsOf(background, avatar.sprite, avatar.spot)) {
      for (const index of at[cell] ?? []) indices.add(index);
    }
    const kinds = new Set<number>();
    for (const index of indices) {
      const target = list[index] as Target;
      counts.touched.set(target.id, (counts.touched.get(target.id) ?? 0) + 1);
      kinds.add(touchOf(target));
    }
    return kinds;
  };

  /** A target that was only passed on the way counts as tried where it had an effect. */
  const credit = (kind: number, isTried: boolean) => {
    if (!isTried) records.note(kind, "tries");
    records.note(kind, "events");
  };

  return {
    begin() {
      touched = new Set();
    },
    see(observation, counts) {
      const { avatar, change, done, last } = observation;
      const before = touched;
      if (avatar) touched = touch(observation, avatar, counts);
      if (done !== undefined) records.note(done, "tries");
      if (!change) return;
      // Changes below the avatar show when it moves on.
      if (change.below > 0) for (const kind of before) credit(kind, kind === last);
      if (change.beside === 0) return;
      const causes = new Set([...touched].filter((kind) => !before.has(kind)));
      if (done !== undefined) causes.add(done);
      for (const kind of causes) credit(kind, kind === done);
    },
  };
}
