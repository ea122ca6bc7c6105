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

/** What presses do on one board, learned from samples. */
export interface HypothesisSpace {
  learn(sample: Sample): void;
  /** The panel state after a press; undefined where that is not known. */
  predict(panelState: PanelState, pressable: number): PanelState | undefined;
  /** A pressable that a hypothesis is known for, but not what pressing it would do now. */
  unpredictedPress(panelState: PanelState): number | undefined;
  /** Whether a pressable was pressed while the tiles looked as they do. */
  wasPressedIn(panelState: PanelState, pressable: number): boolean;
  /** How often a pressable was pressed. */
  presses(pressable: number): number;
  /** The pressables that change something, or whose being selected matters, as far as it is known. */
  usefulPressables(): number[];
  /** How many presses in a row changed nothing on the tiles. */
  vain(): number;
  /** Whether presses in a panel, or at the pressable outside of the panels, are explained by a hypothesis. */
  explains(pressable: number): boolean;
  /** Whether the hypothesis that explains it changes something. */
  explainsChange(pressable: number): boolean;
  /** The hypothesis that holds for presses in a panel, if one does. */
  panelHypothesis(panel: number): Hypothesis | undefined;
  /** The panels of which a tile was seen to change. */
  readonly changing: ReadonlySet<number>;
  /** The panels whose tiles were seen to show as many of each colour as before after every press. */
  readonly conserved: ReadonlySet<number>;
  /** Grows whenever something new was learned. */
  version(): number;
}

const INERT: Hypothesis = { predict: (panelState) => panelState };

/** Samples kept in mind; the oldest go first. */
const MAX_SAMPLES = 150;

/** Starts with nothing known. */
export function createHypothesisSpace(board: Board, prior: LevelPrior): HypothesisSpace {
  const samples: Sample[] = [];
  const counts = new Map<number, number>();
  const changing = new Set<number>();
  const conserved = new Set(board.panels.keys());
  let version = 0;
  let vain = 0;
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
    // A picture that is no turning piece may show anything.
    if (board.panels[board.tiles[pressable]?.panel ?? -1]?.pictures) return undefined;
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

  /** What is known of all tiles of a panel of which none that was pressed did anything. */
  const isInertPanel = (panel: number): boolean => {
    const own = pressedIn(panel);
    return own.length > 0 && isInert(own);
  };
  const hypothesisOf = (pressable: number): Hypothesis | undefined =>
    panelHypothesisOf(pressable) ?? lookUp(pressableHypotheses, pressable, findPressableHypothesis);
  const palettes = () =>
    new Set(
      board.panels.flatMap(
        (_, panel) => lookUp(panelHypotheses, panel, findPanelHypothesis)?.selectedColour ?? [],
      ),
    );

  return {
    changing,
    conserved,
    version: () => version,
    vain: () => vain,
    usefulPressables() {
      const selected = palettes();
      return board.pressables.flatMap((_, pressable) => {
        const panel = board.tiles[pressable]?.panel;
        if (panel !== undefined && selected.has(panel)) return [pressable];
        const hypothesis = hypothesisOf(pressable);
        return hypothesis && hypothesis !== INERT ? [pressable] : [];
      });
    },
    learn(sample) {
      counts.set(sample.pressable, (counts.get(sample.pressable) ?? 0) + 1);
      vain = showsEffect(sample.before, sample.after) ? 0 : vain + 1;
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
