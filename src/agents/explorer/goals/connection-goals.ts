import { type Borders, readBorders } from "../perception/borders.ts";
import { isOpen, opposite, SIDES } from "../perception/sides.ts";
import { fitConnections } from "../planning/fit-connections.ts";
import { joinEnds } from "../planning/join-ends.ts";
import { areJoined, isOneNetwork } from "../planning/network.ts";
import type { GoalContext } from "./goal-context.ts";
import type { PanelGoal } from "./panel-goal.ts";

/** More ends than this are no ends of lines. */
const MAX_ENDS = 6;

/** What a panel of pictures may be wanted to show: lines that join two ends, or none that ends loosely. */
export function listConnectionGoals(panel: number, { board, view }: GoalContext): PanelGoal[] {
  const borders = readBorders(panel, board, view);
  const own = board.tilesIn(panel);
  const shown = (values: readonly number[]) => own.map((tile) => values[tile] as number);
  return [
    ...joints(panel, borders, shown),
    ...["rim closed", "rim free"].flatMap((rim) =>
      [false, true].map((isWhole) => tight(panel, borders, rim === "rim closed", isWhole, shown)),
    ),
  ];
}

type Shown = (values: readonly number[]) => number[];

/** Lines lead from one of two ends to the other. */
function joints(panel: number, borders: Borders, shown: Shown): PanelGoal[] {
  const { ends } = borders;
  if (ends.length > MAX_ENDS) return [];
  return ends.flatMap((from, at) =>
    ends.slice(at + 1).map((to) => ({
      panel,
      kind: "ends joined",
      id: `${panel} joins ${from.tile}.${from.side} to ${to.tile}.${to.side}`,
      priorCost: ends.length - 2,
      cost: (values) => (areJoined(from, to, shown(values), borders) ? 0 : 1),
      arrange: (courses) => joinEnds(from, to, courses, borders),
    })),
  );
}

/** Lines meet at every connection between tiles, and lead over the rim to the ends alone, or anywhere. */
function tight(
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
  /** How many tiles have a side that does not agree with what lies beside it. */
  const loose = (values: readonly number[]) =>
    values.filter((value, tile) =>
      [...SIDES.keys()].some((side) => {
        const other = beside(tile, side);
        const wanted =
          other === undefined ? atRim(tile, side) : isOpen(values[other] as number, opposite(side));
        return wanted !== undefined && wanted !== isOpen(value, side);
      }),
    ).length;
  const kind = `lines meet${isClosed ? ", rim closed" : ""}${isWhole ? ", in one" : ""}`;
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
