import type { LayRule, Part } from "../rule.ts";

/** Which chips a button moves: the chip at `ring[i]` goes to `ring[i + 1]`, the last to the first. */
type Ring = readonly number[];

/**
 * A block of chips and buttons that move some of them round in a ring: whole rows, or squares of
 * four. The goal is the sample beside the block.
 *
 * Measures: planning with permutations: each press moves several chips at once.
 */
const cycling =
  (style: "rows" | "fours"): LayRule =>
  ({ ground, random, hardness }) => {
    const side = style === "rows" ? 3 : 3 + (hardness > 2 ? 1 : 0);
    const rows = style === "rows" ? 2 + Math.min(1, hardness) : 2;
    const chips = ground.block(random, side, rows);
    if (!chips) return null;
    const rings = style === "rows" ? rowRings(side, rows, hardness) : fourRings(side);
    const buttons = ground.margin(rings.length, 1, "below");
    const sample = ground.margin(side, rows, "left");
    const colours = Math.min(5, 2 + ((hardness + 1) >> 1));
    const goal = chips.map((_, at) => (at + random.int(2)) % colours);
    let start: Part = goal;
    const proof: number[] = [];
    // Turning a ring back once is pressing its button as often as it takes to come round, less one.
    for (let move = 0; move < 2 + (hardness >> 1); move += 1) {
      const at = random.int(rings.length);
      start = turn(start, rings[at]!);
      proof.unshift(...Array<number>(rings[at]!.length - 1).fill(buttons[at]!));
    }
    if (start.join() === goal.join()) return null;
    return {
      start,
      presses: buttons,
      proof,
      press(part, square) {
        const ring = rings[buttons.indexOf(square)];
        return ring ? turn(part, ring) : part;
      },
      isDone: (part) => part.every((chip, at) => chip === goal[at]),
      draw(part, easel) {
        const { tints, looks } = easel.theme;
        for (const [at, chip] of chips.entries()) easel.chip(chip, tints[part[at]!]!);
        for (const [at, square] of sample.entries()) easel.tile(square, tints[goal[at]!]!);
        for (const button of buttons) {
          easel.chip(button, looks.button.colour);
          easel.put(button, { shape: "dot", colour: tints[6]! });
        }
      },
    };
  };

function turn(part: Part, ring: Ring): Part {
  const moved = [...part];
  for (const [at, place] of ring.entries()) moved[ring[(at + 1) % ring.length]!] = part[place]!;
  return moved;
}

/** A ring per row and, in harder levels, one for the first column. */
function rowRings(side: number, rows: number, hardness: number): readonly Ring[] {
  const across = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: side }, (_, column) => row * side + column),
  );
  const down = Array.from({ length: rows }, (_, row) => row * side);
  return hardness > 1 ? [...across, down] : across;
}

/** A ring, clockwise, for every four chips that form a square. */
const fourRings = (side: number): readonly Ring[] =>
  Array.from({ length: side - 1 }, (_, at) => [at, at + 1, side + at + 1, side + at]);

export const cycleRows: LayRule = cycling("rows");
export const cycleFours: LayRule = cycling("fours");
