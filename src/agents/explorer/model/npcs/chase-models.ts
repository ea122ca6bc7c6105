import { moveBounds } from "../../perception/bounds.ts";
import { type Displacement, isStill, STILL } from "../../perception/displacement.ts";
import type { MotionModel } from "./motion-state.ts";

/** The steps to choose from, the first choice first. */
type Order = (across: Displacement, down: Displacement, isWide: boolean) => readonly Displacement[];

const ORDERS: readonly Order[] = [
  (across, down) => [down, across],
  (across, down) => [across, down],
  (across, down, isWide) => (isWide ? [across, down] : [down, across]),
  (across, down) => [{ dx: across.dx, dy: down.dy }],
];

/** Motion models that pursue or flee the avatar: one axis first, the longer axis first, or both at once. */
export const CHASE_MODELS: readonly MotionModel[] = [1, -1].flatMap((sense) =>
  ORDERS.map((order): MotionModel => {
    return (motion, { x, y, stepLength, isFree }) => {
      const [wide, high] = [x - motion.left - motion.right, y - motion.top - motion.bottom];
      // Within half a step the axis counts as aligned.
      const across = Math.abs(wide) > stepLength ? sense * Math.sign(wide) * stepLength : 0;
      const down = Math.abs(high) > stepLength ? sense * Math.sign(high) * stepLength : 0;
      const isWide = Math.abs(wide) > Math.abs(high);
      const choices = order({ dx: across, dy: 0 }, { dx: 0, dy: down }, isWide);
      return (
        choices.find((by) => !isStill(by) && isFree(moveBounds(motion, by.dx, by.dy))) ?? STILL
      );
    };
  }),
);
