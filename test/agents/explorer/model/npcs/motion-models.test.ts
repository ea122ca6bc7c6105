import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createModelSelection } from "../../../../../src/agents/explorer/model/npcs/model-selection.ts";
import {
  advance,
  type MotionState,
  type Surroundings,
  startMotionState,
} from "../../../../../src/agents/explorer/model/npcs/motion-state.ts";
import type { Bounds } from "../../../../../src/agents/explorer/perception/bounds.ts";
import {
  type Displacement,
  isSameDisplacement,
} from "../../../../../src/agents/explorer/perception/displacement.ts";

const SIDE = 30;
const STRIDE = 3;
const STEPS: readonly Displacement[] = [
  { dx: 0, dy: -STRIDE },
  { dx: 0, dy: STRIDE },
  { dx: -STRIDE, dy: 0 },
  { dx: STRIDE, dy: 0 },
];

const isFree = ({ left, top, right, bottom }: Bounds): boolean =>
  left >= 0 && top >= 0 && right < SIDE && bottom < SIDE;

/** An NPC of 3 × 3 cells and an avatar of the same size that walks at random; how often the selection was right. */
function watch(
  start: readonly [number, number],
  walk: readonly number[],
  goOf: (motion: MotionState, x: number, y: number) => Displacement,
): { readonly predicted: number; readonly asked: number } {
  const selection = createModelSelection();
  let motion = startMotionState(
    { left: start[0], top: start[1], right: start[0] + 2, bottom: start[1] + 2 },
    0,
  );
  let [x, y] = [15, 15];
  let asked = 0;
  let predicted = 0;
  for (const [index, key] of walk.entries()) {
    const by = STEPS[key] as Displacement;
    x = Math.min(SIDE - 3, Math.max(0, x + by.dx));
    y = Math.min(SIDE - 3, Math.max(0, y + by.dy));
    const surroundings: Surroundings = {
      x: 2 * x + 2,
      y: 2 * y + 2,
      by,
      stepLength: STRIDE,
      isFree,
    };
    const went = goOf(motion, x, y);
    const told = selection.motionModel?.(motion, surroundings);
    if (index >= walk.length / 2) {
      asked += 1;
      predicted += Number(told !== undefined && isSameDisplacement(told, went));
    }
    selection.note(motion, surroundings, went);
    motion = advance(motion, went);
  }
  return { predicted, asked };
}

const walks = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 60, maxLength: 60 });
const REST: Displacement = { dx: 0, dy: 0 };

describe("model selection", () => {
  it("predicts an NPC that pursues with every second action", () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const { predicted, asked } = watch([0, 0], walk, (motion, x, y) => {
          if (motion.time % 2 === 0) return REST;
          if (y !== motion.top) return { dx: 0, dy: Math.sign(y - motion.top) * STRIDE };
          return { dx: Math.sign(x - motion.left) * STRIDE, dy: 0 };
        });
        expect(predicted).toBeGreaterThanOrEqual(0.9 * asked);
      }),
    );
  });

  it("predicts an NPC that turns back after a number of steps, or where something blocks it", () => {
    fc.assert(
      fc.property(walks, fc.integer({ min: 1, max: 6 }), (walk, leg) => {
        const { predicted, asked } = watch([3, 9], walk, ({ time }) => ({
          dx: time % (2 * leg) < leg ? STRIDE : -STRIDE,
          dy: 0,
        }));
        expect(predicted).toBe(asked);
        const stopped = watch([3, 9], walk, (motion) => {
          const on = motion.step ?? { dx: 0, dy: STRIDE };
          const next = { ...motion, top: motion.top + on.dy, bottom: motion.bottom + on.dy };
          return isFree(next) ? on : { dx: 0, dy: -on.dy };
        });
        expect(stopped.predicted).toBeGreaterThanOrEqual(0.9 * stopped.asked);
      }),
    );
  });

  it("believes no model of an NPC that moves at random", () => {
    const random = [0, 3, 3, 1, 0, 2, 2, 1, 3, 0, 1, 1, 0, 2, 3, 0, 2, 1, 3, 1, 2, 0, 0, 3];
    let at = 0;
    const walk = random.toReversed();
    const { predicted, asked } = watch(
      [15, 15],
      walk,
      () => STEPS[random[at++] as number] as Displacement,
    );
    expect(predicted).toBeLessThan(0.5 * asked);
  });
});
