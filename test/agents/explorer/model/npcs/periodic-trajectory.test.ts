import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPeriodicTrajectory } from "../../../../../src/agents/explorer/model/npcs/periodic-trajectory.ts";

const layers = fc.uniqueArray(fc.uniqueArray(fc.nat(200), { minLength: 3, maxLength: 6 }), {
  minLength: 2,
  maxLength: 9,
  selector: (cells) => [...cells].sort().join(),
});

const cellsAt = (cycle: readonly (readonly number[])[], time: number): ReadonlySet<number> =>
  new Set(cycle[time % cycle.length]);

describe("the periodic trajectory", () => {
  it("predicts a period after it was seen twice", () => {
    fc.assert(
      fc.property(layers, fc.integer({ min: 1, max: 30 }), (cycle, ahead) => {
        const periodicTrajectory = createPeriodicTrajectory();
        periodicTrajectory.begin();
        const seen = 2 * cycle.length;
        for (let time = 0; time <= seen; time++) periodicTrajectory.see(cellsAt(cycle, time), true);
        expect(periodicTrajectory.in(ahead)).toEqual(cellsAt(cycle, seen + ahead));
      }),
    );
  });

  it("predicts in a second attempt the cells of the first, by moves where the NPCs wait for them", () => {
    const moves = fc.array(fc.boolean(), { minLength: 12, maxLength: 20 });
    fc.assert(
      fc.property(moves, moves, (first, second) => {
        const periodicTrajectory = createPeriodicTrajectory();
        const play = (steps: readonly boolean[]) => {
          periodicTrajectory.begin();
          let time = 0;
          periodicTrajectory.see(new Set([time, time + 100]), false);
          for (const moved of steps) {
            time += Number(moved);
            periodicTrajectory.see(new Set([time, time + 100]), moved);
          }
          return time;
        };
        const reached = play(first);
        const time = play(second);
        fc.pre(time < reached && second.includes(false) && second.includes(true));
        expect(periodicTrajectory.in(1)).toEqual(new Set([time + 1, time + 101]));
      }),
    );
  });

  it("predicts nothing once it was wrong too often", () => {
    const periodicTrajectory = createPeriodicTrajectory();
    for (let round = 0; round < 6; round++) {
      periodicTrajectory.begin();
      for (let time = 0; time < 4; time++)
        periodicTrajectory.see(new Set([100 * round + 7 * time]), true);
    }
    periodicTrajectory.begin();
    periodicTrajectory.see(new Set([1]), true);
    expect(periodicTrajectory.in(1)).toBeUndefined();
  });

  it("remembers the cells of a death", () => {
    const periodicTrajectory = createPeriodicTrajectory();
    periodicTrajectory.begin();
    periodicTrajectory.see(new Set([5]), true);
    periodicTrajectory.struck([6, 7]);
    periodicTrajectory.begin();
    periodicTrajectory.see(new Set([5]), true);
    expect(periodicTrajectory.in(1)).toEqual(new Set([6, 7]));
  });
});
