import { type Borders, readBorders } from "../perception/borders.ts";
import { isOpen, opposite, SIDES } from "../perception/pipe-sides.ts";
import { fitConnections } from "../planning/fit-connections.ts";
import { joinEnds } from "../planning/join-ends.ts";
import { areJoined, isOneNetwork } from "../planning/network.ts";
import type { GoalContext } from "./goal-context.ts";
import type { PanelGoal } from "./panel-goal.ts";

/** More things at the rim are no ends of pipes. */
const MAX_ENDS = 6;

/** The goals a panel of pipes may have: pipes that connect two ends, or no loose end. */
export function listConnectionGoals(panel: number, { board, view }: GoalContext): PanelGoal[] {
  const borders = readBorders(panel, board, view);
  const own = board.tilesIn(panel);
  const shown = (values: readonly number[]) => own.map((tile) => values[tile] as number);
  return [
    ...connected(panel, borders, shown),
    ...["rim closed", "rim free"].flatMap((rim) =>
      [false, true].map((isWhole) =>
        tightened(panel, borders, rim === "rim closed", isWhole, shown),
      ),
    ),
  ];
}

type Shown = (values: readonly number[]) => number[];

/** One goal for each two ends: pipes connect them. */
function connected(panel: number, borders: Borders, shown: Shown): PanelGoal[] {
  const { ends } = borders;
  if (ends.length > MAX_ENDS) return [];
  return ends.flatMap((from, at) =>
    ends.slice(at + 1).map((to) => ({
      panel,
      kind: "ends connected",
      id: `${panel} connects ${from.tile}.${from.side} to ${to.tile}.${to.side}`,
      priorCost: ends.length - 2,
      cost: (values) => (areJoined(from, to, shown(values), borders) ? 0 : 1),
      arrange: (courses) => joinEnds(from, to, courses, borders),
    })),
  );
}

/** No pipe ends loosely between tiles (`isClosed`: nor at the rim, but for the ends); `isWhole`: all are one network. */
function tightened(
  panel: number,
  borders: Borders,
  isClosed: boolean,
  isWhole: boolean,
  shown: Shown,
): PanelGoal {
  const { ends, beside } = borders;
  const isEnd = (tile: number, side: number) =>
    ends.some((end) => end.tile === tile && end.side === side);
  const atRim = (tile: number, side: number) => (isClosed ? isEnd(tile, side) : undefined);
  const isGood = (values: readonly number[]) => !isWhole || isOneNetwork(values, borders);
  /** How many tiles have a side that does not match the one beside it. */
  const loose = (values: readonly number[]) =>
    values.filter((value, tile) =>
      [...SIDES.keys()].some((side) => {
        const other = beside(tile, side);
        const wanted =
          other === undefined ? atRim(tile, side) : isOpen(values[other] as number, opposite(side));
        return wanted !== undefined && wanted !== isOpen(value, side);
      }),
    ).length;
  const kind = `no loose end${isClosed ? ", rim closed" : ""}${isWhole ? ", in one" : ""}`;
  return {
    panel,
    kind,
    id: `${panel} ${kind}`,
    priorCost: 1 + Number(!isClosed) + Number(isWhole),
    cost: (values) => {
      const own = shown(values);
      return loose(own) || Number(!isGood(own));
    },
    arrange: (courses) => fitConnections(courses, borders, atRim, isGood),
  };
}
