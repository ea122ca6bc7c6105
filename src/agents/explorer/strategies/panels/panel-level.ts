import { listConnectionGoals } from "../../goals/connection-goals.ts";
import { listPanelGoals } from "../../goals/list-panel-goals.ts";
import type { PanelGoal } from "../../goals/panel-goal.ts";
import {
  createHypothesisSpace,
  type HypothesisSpace,
} from "../../model/presses/hypothesis-space.ts";
import type { LevelPrior } from "../../model/presses/level-prior.ts";
import { type PanelState, readPanelState, select } from "../../model/presses/panel-state.ts";
import type { Board } from "../../perception/board.ts";
import type { Panel } from "../../perception/panel.ts";
import { findPatches } from "../../perception/pattern.ts";
import type { View } from "../../perception/view.ts";

/** The panels of one level and what is known of them. */
export interface PanelLevel {
  readonly board: Board;
  readonly hypotheses: HypothesisSpace;
  /** By goal the version of the hypotheses for which no plan was found. */
  readonly failures: Map<string, number>;
  /** The level begins, or begins again: nothing is selected. */
  begin(): void;
  /** The state that a view shows, but for the cells that are covered. */
  read(view: View, covered: ReadonlySet<number>): PanelState;
  /** Learns from a press that led to this view, and returns the state that it shows. */
  learn(
    before: PanelState,
    pressable: number,
    view: View,
    covered: ReadonlySet<number>,
  ): PanelState;
  /** The goals of all panels that presses change. */
  goals(panelState: PanelState): PanelGoal[];
}

/** Takes up a level that begins with this view; undefined where there are no panels. */
export function takeUpPanelLevel(
  board: Board | undefined,
  view: View,
  prior: LevelPrior,
): PanelLevel | undefined {
  if (!board || board.panels.length === 0) return undefined;
  const { panels, tiles } = board;
  const hypotheses = createHypothesisSpace(board, prior);
  const patches = findPatches(view);
  /** The colours seen on the tiles of each panel. */
  const seen = panels.map(() => new Set<number>());
  let selected: readonly number[] = [];

  /** The colours seen on a panel's tiles, and on those that they may change places with. */
  const coloursOf = (panel: number): Set<number> => {
    const { width, height } = panels[panel] as Panel;
    const alike = [...hypotheses.changing].filter(
      (other) => panels[other]?.width === width && panels[other]?.height === height,
    );
    return new Set(alike.flatMap((other) => [...(seen[other] ?? [])]));
  };

  const read = (now: View, covered: ReadonlySet<number>): PanelState => {
    const panelState = readPanelState(now, board, selected, covered);
    for (const [at, { panel }] of tiles.entries())
      seen[panel]?.add(panelState.values[at] as number);
    return panelState;
  };

  return {
    board,
    hypotheses,
    failures: new Map(),
    begin() {
      selected = panels.map(() => -1);
    },
    read,
    learn(before, pressable, now, covered) {
      selected = select(board, selected, pressable);
      const after = read(now, covered);
      hypotheses.learn({ before, pressable, after });
      return after;
    },
    goals: ({ values }) =>
      [...hypotheses.changing].flatMap((panel) => {
        const context = { view, board, patches, values, colours: coloursOf(panel) };
        return (panels[panel]?.pipes ? listConnectionGoals : listPanelGoals)(panel, context);
      }),
  };
}
