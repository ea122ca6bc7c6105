import type { Board } from "../../perception/board.ts";
import { areEqual } from "../../perception/equal.ts";
import { type Hypothesis, isConsistent } from "./hypothesis.ts";
import type { LevelPrior } from "./level-prior.ts";
import { changedTiles, type PanelState, type Sample, select, showsEffect } from "./panel-state.ts";
import {
  listPermutations,
  permutationHypothesis,
  type TilePermutation,
} from "./permutation-hypothesis.ts";
import { pressableHypothesis, spreadHypotheses } from "./spread-hypothesis.ts";
import { swapHypotheses } from "./swap-hypothesis.ts";
import { traceTileCycle } from "./trace-cycle.ts";

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

const INERT: Hypothesis = { predict: (panelState) => panelState };

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
  const permutations = new Map<number, readonly TilePermutation[]>();
  const panelHypotheses = new Map<number, Hypothesis | undefined>();
  const pressableHypotheses = new Map<number, Hypothesis | undefined>();

  const pressedIn = (panel: number) =>
    samples.filter(({ pressable }) => board.tiles[pressable]?.panel === panel);
  const at = (pressable: number) => samples.filter((sample) => sample.pressable === pressable);
  const isInert = (some: readonly Sample[]) =>
    some.every((sample) => changedTiles(sample).length === 0);

  const findPanelHypothesis = (panel: number): Hypothesis | undefined => {
    const own = pressedIn(panel);
    if (isInert(own)) return undefined;
    const swaps = own.some(({ before }) => before.highlighted >= 0)
      ? swapHypotheses(board, panel)
      : [];
    return [...swaps, ...spreadHypotheses(board, panel, own, prior)].find((hypothesis) =>
      isConsistent(hypothesis, own),
    );
  };
  const permutationsOf = (panel: number): readonly TilePermutation[] => {
    const known = permutations.get(panel) ?? listPermutations(board, panel);
    permutations.set(panel, known);
    return known;
  };
  const findPressableHypothesis = (pressable: number): Hypothesis | undefined => {
    const own = at(pressable);
    if (own.length === 0) return undefined;
    if (isInert(own)) return INERT;
    // A tile of pipes that presses do not turn may show anything.
    if (board.panels[board.tiles[pressable]?.panel ?? -1]?.pipes) return undefined;
    const touched = new Set(
      own.flatMap(changedTiles).map((tile) => board.tiles[tile]?.panel as number),
    );
    if (touched.size === 1) {
      for (const permutation of permutationsOf([...touched][0] as number)) {
        const hypothesis = permutationHypothesis(pressable, permutation);
        if (isConsistent(hypothesis, own)) return hypothesis;
      }
    }
    const tileCycle = traceTileCycle(board, own);
    if (tileCycle) return permutationHypothesis(pressable, [tileCycle]);
    return pressableHypothesis(pressable, own);
  };
  const lookUp = <T>(known: Map<number, T>, key: number, find: (key: number) => T): T => {
    if (!known.has(key)) known.set(key, find(key));
    return known.get(key) as T;
  };
  const panelHypothesisOf = (pressable: number): Hypothesis | undefined => {
    const tile = board.tiles[pressable];
    return tile && lookUp(panelHypotheses, tile.panel, findPanelHypothesis);
  };

  /** Whether no press in a panel had an effect: none of its tiles is taken to have one. */
  const isInertPanel = (panel: number): boolean => {
    const own = pressedIn(panel);
    return own.length > 0 && isInert(own);
  };
  const hypothesisOf = (pressable: number): Hypothesis | undefined =>
    panelHypothesisOf(pressable) ?? lookUp(pressableHypotheses, pressable, findPressableHypothesis);
  const palettes = () =>
    new Set(
      board.panels.flatMap(
        (_, panel) => lookUp(panelHypotheses, panel, findPanelHypothesis)?.palette ?? [],
      ),
    );

  return {
    changing,
    conserved,
    version: () => version,
    idlePresses: () => idlePresses,
    usefulPressables() {
      const selecting = palettes();
      return board.pressables.flatMap((_, pressable) => {
        const panel = board.tiles[pressable]?.panel;
        if (panel !== undefined && selecting.has(panel)) return [pressable];
        const hypothesis = hypothesisOf(pressable);
        return hypothesis && hypothesis !== INERT ? [pressable] : [];
      });
    },
    learn(sample) {
      counts.set(sample.pressable, (counts.get(sample.pressable) ?? 0) + 1);
      idlePresses = showsEffect(sample.before, sample.after) ? 0 : idlePresses + 1;
      for (const tile of changedTiles(sample)) changing.add(board.tiles[tile]?.panel as number);
      const isKnown = samples.some(
        ({ before, pressable, after }) =>
          pressable === sample.pressable &&
          before.highlighted === sample.before.highlighted &&
          areEqual(before.values, sample.before.values) &&
          areEqual(before.selected, sample.before.selected) &&
          areEqual(after.values, sample.after.values),
      );
      if (isKnown) return;
      version += 1;
      for (const panel of conserved) {
        if (!isConserving(board, panel, sample)) conserved.delete(panel);
      }
      samples.push(sample);
      if (samples.length > MAX_SAMPLES) samples.shift();
      pressableHypotheses.delete(sample.pressable);
      panelHypotheses.delete(board.tiles[sample.pressable]?.panel ?? -1);
    },
    predict(panelState, pressable) {
      const panel = board.tiles[pressable]?.panel;
      const hypothesis =
        hypothesisOf(pressable) ?? (panel !== undefined && isInertPanel(panel) ? INERT : undefined);
      const after = hypothesis?.predict(panelState, pressable);
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
    explainsChange: (pressable) => {
      const hypothesis = hypothesisOf(pressable);
      return hypothesis !== undefined && hypothesis !== INERT;
    },
    panelHypothesis: (panel) => lookUp(panelHypotheses, panel, findPanelHypothesis),
  };
}

function isConserving({ tilesIn }: Board, panel: number, { before, after }: Sample): boolean {
  const colours = ({ values }: PanelState) =>
    tilesIn(panel)
      .map((tile) => values[tile] as number)
      .sort((a, b) => a - b);
  return areEqual(colours(before), colours(after));
}
