import { STRIDE } from "../ground.ts";
import type { LayRule, Part } from "../rule.ts";
import { shuffled } from "../theme.ts";

/** What a press reaches beside its own square. */
const REACHES: readonly (readonly number[])[] = [
  [],
  [-1, 1],
  [-STRIDE, STRIDE],
  [-1, 1, -STRIDE, STRIDE],
  [1, STRIDE],
  [-STRIDE - 1, -STRIDE + 1, STRIDE - 1, STRIDE + 1],
];

/**
 * Lamps of two or three colours: a press moves its lamp, and those within its reach, on to the next
 * colour. The goal is the sample beside them or, without `sampled`, one colour for all.
 *
 * Measures: combining presses whose effects add up modulo the number of colours (Lights Out).
 */
const toggling =
  (sampled: boolean): LayRule =>
  ({ ground, random, hardness }) => {
    // Lamps to walk on can only be proven by search, which bears no more than six.
    const isWalked = ground.floor.size > 0;
    const columns = isWalked
      ? 2 + Math.min(1, hardness)
      : 2 + random.int(2) + (hardness > 2 ? 1 : 0);
    const rows = isWalked ? 2 : 2 + Math.min(1, hardness);
    const lamps = ground.block(random, columns, rows);
    if (!lamps) return null;
    const sample = sampled ? ground.margin(columns, rows, "left") : [];
    const colours = !isWalked && hardness > 1 && random.int(2) === 0 ? 3 : 2;
    const reachOf = random.pick(hardness === 0 ? REACHES.slice(0, 3) : REACHES);
    const goal = lamps.map(() => (sampled ? random.int(colours) : colours - 1));
    const shift = (part: Part, pressed: number, by: number): Part =>
      part.map((lamp, at) => {
        const step = lamps[at]! - pressed;
        return step === 0 || reachOf.includes(step) ? (lamp + by) % colours : lamp;
      });
    const proof = shuffled(lamps, random).slice(0, Math.min(lamps.length, 3 + hardness));
    let start: Part = goal;
    for (const square of proof) start = shift(start, square, colours - 1);
    return {
      // Undoing the proof's presses from the goal leads to a start from which they solve it.
      start,
      presses: lamps,
      proof,
      press: (part, square) => (lamps.includes(square) ? shift(part, square, 1) : part),
      isDone: (part) => part.every((lamp, at) => lamp === goal[at]),
      draw(part, easel) {
        const { tints } = easel.theme;
        for (const [at, square] of lamps.entries()) easel.chip(square, tints[part[at]!]!);
        for (const [at, square] of sample.entries()) easel.tile(square, tints[goal[at]!]!);
      },
    };
  };

export const toggle: LayRule = toggling(false);
export const toggleSample: LayRule = toggling(true);
