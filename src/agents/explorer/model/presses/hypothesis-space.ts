import type { Board } from "../../perception/board.ts";
import { areEqual, isSameMix } from "../../perception/lists.ts";
import { findPanelHypothesis, findPressableHypothesis, INERT, isInert } from "./find-hypothesis.ts";
import type { Hypothesis } from "./hypothesis.ts";
import type { LevelPrior } from "./level-prior.ts";
import {
  changedTiles,
  type PanelState,
  type Sample,
  select,
  showsEffect,
  valuesIn,
} from "./panel-state.ts";

/** The hypothesis space of one board: for each panel, or each pressable, the first hypothesis that is consistent with the samples. */
export interface HypothesisSpace {
  learn(sample: Sample): void;
  /** The panel state after a press; undefined where no hypothesis predicts it. */
  predict(panelState: PanelState, pressable: number): PanelState | undefined;
  /** A pressable of a panel that is explained, but whose press is not predicted in this state. */
  unpredictedPress(panelState: PanelState): number | undefined;
  /** Whether a pressable was pressed while the tiles looked as they do. */
  wasPressedIn(panelState: PanelState, pressable: number): boolean;
  /** How often a pressable was pressed. */
  presses(pressable: number): number;
  /** The pressables known to change something, or to select a colour. */
  usefulPressables(): number[];
  /** How many presses in a row had no effect. */
  idlePresses(): number;
  /** Whether a hypothesis explains the presses of a pressable, or of its panel. */
  explains(pressable: number): boolean;
  /** Whether that hypothesis changes something. */
  explainsChange(pressable: number): boolean;
  /** The hypothesis that explains all presses in a panel, if one does. */
  panelHypothesis(panel: number): Hypothesis | undefined;
  /** The panels of which a tile changed. */
  readonly changing: ReadonlySet<number>;
  /** The panels that every press left with as many tiles of each colour: goals of another mix are out of reach. */
  readonly conserved: ReadonlySet<number>;
  /** Grows whenever something new was learned. */
  version(): number;
}

/** Samples remembered; the oldest go first. */
const MAX_SAMPLES = 150;

/** Starts with nothing known. */
export function createHypothesisSpace(board: Board, prior: LevelPrior): HypothesisSpace {
  const samples: Sample[] = [];
  const counts = new Map<number, number>();
  const changing = new Set<number>();
  const conserved = new Set(board.panels.keys());
  let version = 0;
  let idlePresses = 0;
  const panelHypotheses = new Map<number, Hypothesis | undefined>();
  const pressableHypotheses = new Map<number, Hypothesis | undefined>();

  const pressedIn = (panel: number) =>
    samples.filter(({ pressable }) => board.tiles[pressable]?.panel === panel);
  /** The hypothesis that explains all presses in a panel. */
  const panelHypothesis = (panel: number): Hypothesis | undefined => {
    if (!panelHypotheses.has(panel)) {
      panelHypotheses.set(panel, findPanelHypothesis(board, panel, pressedIn(panel), prior));
    }
    return panelHypotheses.get(panel);
  };
  const panelHypothesisOf = (pressable: number): Hypothesis | undefined => {
    const tile = board.tiles[pressable];
    return tile && panelHypothesis(tile.panel);
  };
  /** INERT for the tiles of a panel in which no press had an effect. */
  const inertPanelOf = (pressable: number): Hypothesis | undefined => {
    const own = pressedIn(board.tiles[pressable]?.panel ?? -1);
    return own.length > 0 && isInert(own) ? INERT : undefined;
  };
  const hypothesisOf = (pressable: number): Hypothesis | undefined => {
    if (!pressableHypotheses.has(pressable)) {
      const own = samples.filter((sample) => sample.pressable === pressable);
      pressableHypotheses.set(pressable, findPressableHypothesis(board, pressable, own));
    }
    return panelHypothesisOf(pressable) ?? pressableHypotheses.get(pressable);
  };
  const explainsChange = (pressable: number): boolean => {
    const hypothesis = hypothesisOf(pressable);
    return hypothesis !== undefined && hypothesis !== INERT;
  };

  return {
    changing,
    conserved,
    version: () => version,
    idlePresses: () => idlePresses,
    usefulPressables() {
      const palettes = board.panels.map((_, panel) => panelHypothesis(panel)?.palette);
      return [...board.pressables.keys()].filter(
        (pressable) =>
          explainsChange(pressable) || palettes.includes(board.tiles[pressable]?.panel ?? -1),
      );
    },
    learn(sample) {
      counts.set(sample.pressable, (counts.get(sample.pressable) ?? 0) + 1);
      idlePresses = showsEffect(sample.before, sample.after) ? 0 : idlePresses + 1;
      for (const tile of changedTiles(sample)) changing.add(board.tiles[tile]?.panel as number);
      const isKnown = samples.some((known) => isSame(known, sample));
      if (isKnown) return;
      version += 1;
      for (const panel of conserved) {
        const { before, after } = sample;
        if (!isSameMix(valuesIn(before, board, panel), valuesIn(after, board, panel)))
          conserved.delete(panel);
      }
      samples.push(sample);
      if (samples.length > MAX_SAMPLES) samples.shift();
      pressableHypotheses.delete(sample.pressable);
      panelHypotheses.delete(board.tiles[sample.pressable]?.panel ?? -1);
    },
    predict(panelState, pressable) {
      const after = (hypothesisOf(pressable) ?? inertPanelOf(pressable))?.predict(
        panelState,
        pressable,
      );
      return after && { ...after, selected: select(board, panelState.selected, pressable) };
    },
    unpredictedPress(panelState) {
      const pressable = board.pressables.findIndex(
        (_, at) =>
          panelHypothesisOf(at) !== undefined && !panelHypothesisOf(at)?.predict(panelState, at),
      );
      return pressable < 0 ? undefined : pressable;
    },
    wasPressedIn: ({ values }, pressable) =>
      samples.some(
        (sample) => sample.pressable === pressable && areEqual(sample.before.values, values),
      ),
    presses: (pressable) => counts.get(pressable) ?? 0,
    explains: (pressable) => hypothesisOf(pressable) !== undefined,
    explainsChange,
    panelHypothesis,
  };
}

const isSame = (a: Sample, b: Sample): boolean =>
  a.pressable === b.pressable &&
  a.before.highlighted === b.before.highlighted &&
  areEqual(a.before.values, b.before.values) &&
  areEqual(a.before.selected, b.before.selected) &&
  areEqual(a.after.values, b.after.values);
