import { type LayRule, type Part, withNumber } from "../rule.ts";

/**
 * Chips under coloured heads: pressing one chip and then another swaps them. The goal is that each
 * column has the colour of its head.
 *
 * Measures: learning an action of two presses, and sorting with it.
 */
export const swap: LayRule = ({ ground, random, hardness }) => {
  const columns = 2 + (hardness > 0 ? 1 : 0) + (hardness > 3 ? 1 : 0);
  const rows = 2 + (hardness > 2 ? 1 : 0);
  const chips = ground.block(random, columns, rows);
  if (!chips) return null;
  const heads = ground.margin(columns, 1, "above");
  const swapped = (part: Part, one: number, other: number): Part =>
    part.with(one + 1, part[other + 1]!).with(other + 1, part[one + 1]!);
  // The chip that was pressed first, -1 for none; then the colours.
  let start: Part = [-1, ...chips.map((_, at) => at % columns)];
  const proof: number[] = [];
  const wanted = 2 + (hardness >> 1);
  for (let tries = 0; proof.length < 2 * wanted && tries < 50; tries += 1) {
    const [one, other] = [random.int(chips.length), random.int(chips.length)];
    if (start[one + 1] === start[other + 1]) continue;
    start = swapped(start, one, other);
    proof.unshift(chips[one]!, chips[other]!);
  }
  if (chips.every((_, at) => start[at + 1] === at % columns)) return null;
  return {
    start,
    presses: chips,
    proof,
    press(part, square) {
      const at = chips.indexOf(square);
      const held = part[0]!;
      if (at < 0) return part;
      if (held < 0) return withNumber(part, 0, at);
      return withNumber(swapped(part, held, at), 0, -1);
    },
    isDone: (part) => part[0] === -1 && chips.every((_, at) => part[at + 1] === at % columns),
    draw(part, easel) {
      const { tints, looks } = easel.theme;
      for (const [at, head] of heads.entries()) {
        easel.put(head, { shape: "ring", colour: tints[at]! });
      }
      for (const [at, chip] of chips.entries()) {
        easel.chip(chip, tints[part[at + 1]!]!);
        if (part[0] === at) easel.put(chip, { shape: "dot", colour: looks.bauble.colour });
      }
    },
  };
};
