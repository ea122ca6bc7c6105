import { type Borders, readBorders } from "../perception/borders.ts";
import type { Course } from "../planning/course.ts";
import { type AtRim, fitConnections, fits } from "../planning/fit-connections.ts";
import { joinEnds } from "../planning/join-ends.ts";
import { isOneNetwork } from "../planning/network.ts";
import type { GoalContext } from "./goal-context.ts";
import type { PanelGoal } from "./panel-goal.ts";

/** More things at the rim are no ends of pipes. */
const MAX_ENDS = 6;

/** A goal of one panel; `values`: those of its tiles alone. */
type PipeGoal = Omit<PanelGoal, "panel">;

/** The goals a panel of pipes may have: pipes that connect two ends, or no loose end. */
export function listConnectionGoals(panel: number, { board, view }: GoalContext): PanelGoal[] {
  const borders = readBorders(panel, board, view);
  const own = board.tilesIn(panel);
  const tight = [false, true].flatMap((isClosed) =>
    [false, true].map((isWhole) => tightened(borders, isClosed, isWhole)),
  );
  return [...connected(borders), ...tight].map((goal) => ({
    ...goal,
    panel,
    id: `${panel} ${goal.id}`,
    cost: (values) => goal.cost(own.map((tile) => values[tile] as number)),
  }));
}

/** One goal for each two ends: pipes connect them. */
function connected(borders: Borders): PipeGoal[] {
  const { ends } = borders;
  if (ends.length > MAX_ENDS) return [];
  return ends.flatMap((from, at) =>
    ends.slice(at + 1).map((to) => {
      const arrange = (courses: readonly Course[]) => joinEnds(from, to, courses, borders);
      return {
        kind: "ends connected",
        id: `connects ${from.tile}.${from.side} to ${to.tile}.${to.side}`,
        priorCost: ends.length - 2,
        cost: (values) => (arrange(values.map((value) => [value])) ? 0 : 1),
        arrange,
      };
    }),
  );
}

/** No pipe ends loosely between tiles (`isClosed`: nor at the rim, but for the ends); `isWhole`: all are one network. */
function tightened(borders: Borders, isClosed: boolean, isWhole: boolean): PipeGoal {
  const isEnd: AtRim = (tile, side) =>
    borders.ends.some((end) => end.tile === tile && end.side === side);
  const atRim: AtRim = isClosed ? isEnd : () => undefined;
  const isGood = (values: readonly number[]) => !isWhole || isOneNetwork(values, borders);
  const kind = `no loose end${isClosed ? ", rim closed" : ""}${isWhole ? ", in one" : ""}`;
  return {
    kind,
    id: kind,
    priorCost: 1 + Number(!isClosed) + Number(isWhole),
    cost: (values) =>
      values.filter((value, tile) => !fits(value, tile, values, borders, atRim)).length ||
      Number(!isGood(values)),
    arrange: (courses) => fitConnections(courses, borders, atRim, isGood),
  };
}
