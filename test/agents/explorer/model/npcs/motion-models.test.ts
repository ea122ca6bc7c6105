import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLawBook } from "../../../../../src/agents/explorer/model/npcs/model-selection.ts";
import {
  advance,
  type Gait,
  type Meeting,
  startGait,
} from "../../../../../src/agents/explorer/model/npcs/motion-state.ts";
import type { Bounds } from "../../../../../src/agents/explorer/perception/bounds.ts";
import {
  isSameShift,
  type Shift,
} from "../../../../../src/agents/explorer/perception/displacement.ts";

const SIDE = 30;
const STRIDE = 3;
const STEPS: readonly Shift[] = [
  { dx: 0, dy: -STRIDE },
  { dx: 0, dy: STRIDE },
  { dx: -STRIDE, dy: 0 },
  { dx: STRIDE, dy: 0 },
];

const isFree = ({ left, top, right, bottom }: Bounds): boolean =>
  left >= 0 && top >= 0 && right < SIDE && bottom < SIDE;

/** A thing of 3 × 3 cells and a mover of the same size that walks at random; how often the book was right. */
function watch(
  start: readonly [number, number],
  walk: readonly number[],
  goOf: (gait: Gait, x: number, y: number) => Shift,
): { readonly foreseen: number; readonly asked: number } {
  const book = createLawBook();
  let gait = startGait(
    { left: start[0], top: start[1], right: start[0] + 2, bottom: start[1] + 2 },
    0,
  );
  let [x, y] = [15, 15];
  let asked = 0;
  let foreseen = 0;
  for (const [index, key] of walk.entries()) {
    const by = STEPS[key] as Shift;
    x = Math.min(SIDE - 3, Math.max(0, x + by.dx));
    y = Math.min(SIDE - 3, Math.max(0, y + by.dy));
    const meeting: Meeting = { x: 2 * x + 2, y: 2 * y + 2, by, stride: STRIDE, isFree };
    const went = goOf(gait, x, y);
    const told = book.law?.(gait, meeting);
    if (index >= walk.length / 2) {
      asked += 1;
      foreseen += Number(told !== undefined && isSameShift(told, went));
    }
    book.note(gait, meeting, went);
    gait = advance(gait, went);
  }
  return { foreseen, asked };
}

const walks = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 60, maxLength: 60 });
const REST: Shift = { dx: 0, dy: 0 };

describe("a law book", () => {
  it("foresees who comes nearer with every second action", () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const { foreseen, asked } = watch([0, 0], walk, (gait, x, y) => {
          if (gait.time % 2 === 0) return REST;
          if (y !== gait.top) return { dx: 0, dy: Math.sign(y - gait.top) * STRIDE };
          return { dx: Math.sign(x - gait.left) * STRIDE, dy: 0 };
        });
        expect(foreseen).toBeGreaterThanOrEqual(0.9 * asked);
      }),
    );
  });

  it("foresees who turns back after a number of steps, or where something stops it", () => {
    fc.assert(
      fc.property(walks, fc.integer({ min: 1, max: 6 }), (walk, leg) => {
        const { foreseen, asked } = watch([3, 9], walk, ({ time }) => ({
          dx: time % (2 * leg) < leg ? STRIDE : -STRIDE,
          dy: 0,
        }));
        expect(foreseen).toBe(asked);
        const stopped = watch([3, 9], walk, (gait) => {
          const on = gait.step ?? { dx: 0, dy: STRIDE };
          const next = { ...gait, top: gait.top + on.dy, bottom: gait.bottom + on.dy };
          return isFree(next) ? on : { dx: 0, dy: -on.dy };
        });
        expect(stopped.foreseen).toBeGreaterThanOrEqual(0.9 * stopped.asked);
      }),
    );
  });

  it("believes nothing of what goes at random", () => {
    const random = [0, 3, 3, 1, 0, 2, 2, 1, 3, 0, 1, 1, 0, 2, 3, 0, 2, 1, 3, 1, 2, 0, 0, 3];
    let at = 0;
    const walk = random.toReversed();
    const { foreseen, asked } = watch([15, 15], walk, () => STEPS[random[at++] as number] as Shift);
    expect(foreseen).toBeLessThan(0.5 * asked);
  });
});
