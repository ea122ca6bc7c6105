import type { Random } from "../../../base/random.ts";
import { columnOf, rowOf, STRIDE } from "../ground.ts";
import { type LayRule, type Part, withNumber } from "../rule.ts";

/** Up, right, down, left: bits of a piece's open sides. */
const AROUND = [-STRIDE, 1, STRIDE, -1];
const turned = (sides: number, times: number) => ((sides << times) | (sides >> (4 - times))) & 15;
const ELBOW = 3;
const STRAIGHT = 5;

/**
 * Pieces of pipe that a press turns by a quarter: the goal is to join the source on the left to the
 * drain on the right. What is joined to the source has its colour.
 *
 * Measures: satisfying local constraints: turning pieces until they connect.
 */
export const pipes: LayRule = ({ ground, random, hardness }) => {
  const columns = 2 + Math.min(2, (hardness + 1) >> 1) + random.int(2);
  const rows = 2 + (hardness > 0 ? 1 : 0);
  const field = ground.block(random, columns, rows);
  if (!field) return null;
  const first = field[random.int(rows) * columns]!;
  const last = field[random.int(rows) * columns + columns - 1]!;
  const [source, drain] = [first - 1, last + 1];
  const way = drawWay(first, last, random);
  ground.claim(source);
  ground.claim(drain);

  const joints = [source, ...way, drain];
  const solved = field.map((square) => {
    const at = joints.indexOf(square);
    if (at < 0) return random.int(2) === 0 ? ELBOW : STRAIGHT;
    const sideTo = (other: number) => 1 << AROUND.indexOf(other - square);
    return sideTo(joints[at - 1]!) | sideTo(joints[at + 1]!);
  });
  const turns = field.map(() => random.int(4));
  const proof = field.flatMap((square, at) => {
    if (!way.includes(square)) return [];
    const back = (4 - turns[at]!) % 4;
    const isStraight = solved[at] === STRAIGHT || solved[at] === turned(STRAIGHT, 1);
    return Array<number>(isStraight ? back % 2 : back).fill(square);
  });

  /** The squares joined to the source. */
  function wetted(part: Part): ReadonlySet<number> {
    const wet = new Set<number>();
    const sidesOf = (square: number) => part[field!.indexOf(square)] ?? 0;
    if (sidesOf(first) & 8) wet.add(first);
    for (const square of wet) {
      for (const [side, step] of AROUND.entries()) {
        const opposite = 1 << ((side + 2) % 4);
        const joined = sidesOf(square) & (1 << side) && sidesOf(square + step) & opposite;
        if (joined) wet.add(square + step);
      }
    }
    return wet;
  }

  return {
    start: solved.map((sides, at) => turned(sides, turns[at]!)),
    presses: field,
    proof,
    press(part, square) {
      const at = field.indexOf(square);
      return at < 0 ? part : withNumber(part, at, turned(part[at]!, 1));
    },
    isDone: (part) => wetted(part).has(last) && (part[field.indexOf(last)]! & 2) !== 0,
    draw(part, easel) {
      const [wetColour = 0, dryColour = 0, drainColour = 0] = easel.theme.tints;
      const wet = wetted(part);
      easel.put(source, { shape: "full", colour: wetColour });
      easel.put(drain, { shape: "full", colour: drainColour });
      for (const [at, square] of field.entries()) {
        easel.chip(square, easel.theme.floor);
        easel.pipe(square, part[at]!, wet.has(square) ? wetColour : dryColour);
      }
    },
  };
};

/** A way from left to right that never goes back: the row changes on one column. */
function drawWay(first: number, last: number, random: Random): readonly number[] {
  const way = [first];
  const middle = Math.floor((columnOf(first) + columnOf(last)) / 2);
  const bend = Math.min(columnOf(last), middle + random.int(2));
  for (let at = first; at !== last; way.push(at)) {
    const isBend = columnOf(at) >= bend && rowOf(at) !== rowOf(last);
    at += isBend ? Math.sign(rowOf(last) - rowOf(at)) * STRIDE : 1;
  }
  return way;
}
