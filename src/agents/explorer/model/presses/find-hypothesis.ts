import type { Board } from "../../perception/board.ts";
import { cycleHypothesis, listTileCycles, type TileCycle } from "./cycle-hypothesis.ts";
import { type Hypothesis, isConsistent } from "./hypothesis.ts";
import type { LevelPrior } from "./level-prior.ts";
import { changedTiles, type Sample } from "./panel-state.ts";
import { pressableHypothesis, spreadHypotheses } from "./spread-hypothesis.ts";
import { swapHypotheses } from "./swap-hypothesis.ts";
import { traceTileCycle } from "./trace-cycle.ts";

/** The hypothesis that presses change nothing. */
export const INERT: Hypothesis = { predict: (panelState) => panelState };

/** Whether none of the presses changed a tile. */
export const isInert = (samples: readonly Sample[]): boolean =>
  samples.every((sample) => changedTiles(sample).length === 0);

/** The first hypothesis that is consistent with all presses in a panel; undefined for none. */
export function findPanelHypothesis(
  board: Board,
  panel: number,
  samples: readonly Sample[],
  prior: LevelPrior,
): Hypothesis | undefined {
  if (isInert(samples)) return undefined;
  const isHighlighting = samples.some(({ before }) => before.highlighted >= 0);
  return [
    ...(isHighlighting ? swapHypotheses(board, panel) : []),
    ...spreadHypotheses(board, panel, samples, prior),
  ].find((hypothesis) => isConsistent(hypothesis, samples));
}

/** The first hypothesis that is consistent with all presses of one pressable; undefined for none. */
export function findPressableHypothesis(
  board: Board,
  pressable: number,
  samples: readonly Sample[],
): Hypothesis | undefined {
  if (samples.length === 0) return undefined;
  if (isInert(samples)) return INERT;
  // A tile of pipes that presses do not turn may show anything.
  if (board.panels[board.tiles[pressable]?.panel ?? -1]?.pipes) return undefined;
  const touched = new Set(
    samples.flatMap(changedTiles).map((tile) => board.tiles[tile]?.panel as number),
  );
  const listed = touched.size === 1 ? listTileCycles(board, [...touched][0] as number) : [];
  const isExplained = (tileCycle: TileCycle) =>
    isConsistent(cycleHypothesis(pressable, tileCycle), samples);
  const tileCycle = listed.find(isExplained) ?? traceTileCycle(board, samples);
  return tileCycle
    ? cycleHypothesis(pressable, tileCycle)
    : pressableHypothesis(pressable, samples);
}
