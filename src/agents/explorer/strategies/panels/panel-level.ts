import { listConnectionGoals } from "../../goals/connection-goals.ts";
import { listPanelGoals } from "../../goals/list-panel-goals.ts";
import type { PanelGoal } from "../../goals/panel-goal.ts";
import {
  createHypothesisSpace,
  type HypothesisSpace,
} from "../../model/presses/hypothesis-space.ts";
import type { LevelPrior } from "../../model/presses/level-prior.ts";
import type { PanelState } from "../../model/presses/panel-state.ts";
import type { Board } from "../../perception/board.ts";
import type { Bounds } from "../../perception/bounds.ts";
import type { Panel } from "../../perception/panel.ts";
import { findPatches } from "../../perception/pattern.ts";
import type { View } from "../../perception/view.ts";

/** The panels of one level and what is known of them. */
export interface PanelLevel {
  readonly board: Board;
  readonly hypotheses: HypothesisSpace;
  readonly patches: readonly Bounds[];
  /** The level at its beginning. */
  readonly view: View;
  /** Colours seen on the tiles of each panel. */
  readonly colours: Map<number, Set<number>>;
  /** By goal the version of the hypotheses for which no plan was found. */
  readonly failures: Map<string, number>;
}

/** Takes up a level that begins with this view; undefined where there are no panels. */
export function takeUpPanelLevel(
  board: Board | undefined,
  view: View,
  prior: LevelPrior,
): PanelLevel | undefined {
  if (!board || board.panels.length === 0) return undefined;
  return {
    board,
    hypotheses: createHypothesisSpace(board, prior),
    patches: findPatches(view),
    view,
    colours: new Map(),
    failures: new Map(),
  };
}

/** Notes the colours that tiles show. */
export function noteColours({ board, colours }: PanelLevel, { values }: PanelState): void {
  for (const [at, { panel }] of board.tiles.entries()) {
    const seen = colours.get(panel) ?? new Set();
    colours.set(panel, seen.add(values[at] as number));
  }
}

/** The goals of all panels that presses change. */
export const listLevelGoals = (level: PanelLevel, { values }: PanelState): PanelGoal[] =>
  [...level.hypotheses.changing].flatMap((panel) => {
    const { view, board, patches } = level;
    const context = { view, board, patches, values, colours: coloursOf(level, panel) };
    return (board.panels[panel]?.pipes ? listConnectionGoals : listPanelGoals)(panel, context);
  });

/** The colours seen on a panel's tiles, and on those that they may change places with. */
function coloursOf(
  { board: { panels }, hypotheses, colours }: PanelLevel,
  panel: number,
): Set<number> {
  const { width, height } = panels[panel] as Panel;
  const alike = [...hypotheses.changing].filter(
    (other) => panels[other]?.width === width && panels[other]?.height === height,
  );
  return new Set(alike.flatMap((other) => [...(colours.get(other) ?? [])]));
}
