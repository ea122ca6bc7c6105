import { findCuts } from "../reach.ts";
import { type LayRule, withNumber } from "../rule.ts";

/**
 * A gate on the only way to a part of the floor that opens and shuts by itself, every few actions.
 *
 * Measures: predicting a change that depends on time alone, and waiting for it.
 */
export const pulse: LayRule = ({ ground, random, start }) => {
  const cuts = findCuts(ground.floor, start, 2).filter(({ square }) => ground.isFree(square));
  if (cuts.length === 0) return null;
  const { square: gate } = random.pick(cuts);
  ground.takeThis(gate);
  const half = 2 + random.int(2);
  return {
    start: [random.int(2 * half)],
    tick: (part) => withNumber(part, 0, (part[0]! + 1) % (2 * half)),
    blocks: ([phase = 0], square) => square === gate && phase < half,
    draw([phase = 0], easel) {
      const { colour } = easel.theme.looks.pulse;
      easel.put(gate, { shape: phase < half ? "full" : "corners", colour });
    },
  };
};
