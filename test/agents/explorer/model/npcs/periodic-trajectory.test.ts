import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimetable } from "../../../../../src/agents/explorer/model/npcs/periodic-trajectory.ts";

const layers = fc.uniqueArray(fc.uniqueArray(fc.nat(200), { minLength: 3, maxLength: 6 }), {
  minLength: 2,
  maxLength: 9,
  selector: (cells) => [...cells].sort().join(),
});

const cellsAt = (cycle: readonly (readonly number[])[], time: number): ReadonlySet<number> =>
  new Set(cycle[time % cycle.length]);

describe("the timetable", () => {
  it("foresees what repeats, after it was seen twice", () => {
    fc.assert(
      fc.property(layers, fc.integer({ min: 1, max: 30 }), (cycle, ahead) => {
        const timetable = createTimetable();
        timetable.begin();
        const seen = 2 * cycle.length;
        for (let time = 0; time <= seen; time++) timetable.see(cellsAt(cycle, time), true);
        expect(timetable.in(ahead)).toEqual(cellsAt(cycle, seen + ahead));
      }),
    );
  });

  it("foresees in a second try what was seen in the first, by moves where the things wait for them", () => {
    const moves = fc.array(fc.boolean(), { minLength: 12, maxLength: 20 });
    fc.assert(
      fc.property(moves, moves, (first, second) => {
        const timetable = createTimetable();
        const play = (steps: readonly boolean[]) => {
          timetable.begin();
          let time = 0;
          timetable.see(new Set([time, time + 100]), false);
          for (const moved of steps) {
            time += Number(moved);
            timetable.see(new Set([time, time + 100]), moved);
          }
          return time;
        };
        const reached = play(first);
        const time = play(second);
        fc.pre(time < reached && second.includes(false) && second.includes(true));
        expect(timetable.in(1)).toEqual(new Set([time + 1, time + 101]));
      }),
    );
  });

  it("knows nothing of what was wrong too often", () => {
    const timetable = createTimetable();
    for (let round = 0; round < 6; round++) {
      timetable.begin();
      for (let time = 0; time < 4; time++) timetable.see(new Set([100 * round + 7 * time]), true);
    }
    timetable.begin();
    timetable.see(new Set([1]), true);
    expect(timetable.in(1)).toBeUndefined();
  });

  it("remembers where they struck", () => {
    const timetable = createTimetable();
    timetable.begin();
    timetable.see(new Set([5]), true);
    timetable.struck([6, 7]);
    timetable.begin();
    timetable.see(new Set([5]), true);
    expect(timetable.in(1)).toEqual(new Set([6, 7]));
  });
});
