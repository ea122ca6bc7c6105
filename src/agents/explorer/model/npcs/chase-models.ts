import { moveBounds } from "../../perception/bounds.ts";
import { isStill, type Shift, STILL } from "../../perception/displacement.ts";
import type { Law } from "./motion-state.ts";

/** The steps that lead nearer (or away), the first choice first. */
type Order = (across: Shift, down: Shift, isWide: boolean) => readonly Shift[];

const ORDERS: readonly Order[] = [
  (across, down) => [down, across],
  (across, down) => [across, down],
  (across, down, isWide) => (isWide ? [across, down] : [down, across]),
  (across, down) => [{ dx: across.dx, dy: down.dy }],
];

/** Comes nearer to the mover, or flees it: along one axis first, the longer one, or both at once. */
export const CHASE_LAWS: readonly Law[] = [1, -1].flatMap((sense) =>
  ORDERS.map((order): Law => {
    return (gait, { x, y, stride, isFree }) => {
      const [wide, high] = [x - gait.left - gait.right, y - gait.top - gait.bottom];
      // Less than half a step off is as near as it gets.
      const across = Math.abs(wide) > stride ? sense * Math.sign(wide) * stride : 0;
      const down = Math.abs(high) > stride ? sense * Math.sign(high) * stride : 0;
      const isWide = Math.abs(wide) > Math.abs(high);
      const choices = order({ dx: across, dy: 0 }, { dx: 0, dy: down }, isWide);
      return choices.find((by) => !isStill(by) && isFree(moveBounds(gait, by.dx, by.dy))) ?? STILL;
    };
  }),
);
