import { STEPS } from "./ground.ts";

/** Every square that can be walked to from `start` over `floor`, start included. */
export function reach(floor: ReadonlySet<number>, start: number): ReadonlySet<number> {
  const seen = new Set([start]);
  for (const square of seen) {
    for (const step of STEPS) {
      if (floor.has(square + step)) seen.add(square + step);
    }
  }
  return seen;
}

/** A square without which others cannot be reached from `start`, and those others. */
export interface Cut {
  readonly square: number;
  readonly behind: ReadonlySet<number>;
}

/** All cuts that keep at least `least` squares on either side. */
export function findCuts(floor: ReadonlySet<number>, start: number, least: number): readonly Cut[] {
  const all = reach(floor, start);
  const cuts: Cut[] = [];
  for (const square of all) {
    if (square === start) continue;
    const rest = new Set(floor);
    rest.delete(square);
    const before = reach(rest, start);
    const behind = new Set([...all].filter((other) => other !== square && !before.has(other)));
    if (behind.size >= least && before.size > least) cuts.push({ square, behind });
  }
  return cuts;
}
