import type { Board } from "../../perception/board.ts";
import { areEqual } from "../../perception/equal.ts";
import { agrees, type Rule } from "./hypothesis.ts";
import type { Prior } from "./level-prior.ts";
import { listMoves, type Move, moveRule } from "./move-hypothesis.ts";
import { changedTiles, hold, type PanelState, type Sample, showsEffect } from "./panel-state.ts";
import { spotRule, spreadRules } from "./spread-hypothesis.ts";
import { swapRules } from "./swap-hypothesis.ts";
import { traceTileCycle } from "./trace-cycle.ts";

/** What presses do on one board, learned from samples. */
export interface Model {
  learn(sample: Sample): void;
  /** The panel state after a press; undefined where that is not known. */
  predict(panelState: PanelState, spot: number): PanelState | undefined;
  /** A spot that a rule is known for, but not what pressing it would do now. */
  openPress(panelState: PanelState): number | undefined;
  /** Whether a spot was pressed while the tiles looked as they do. */
  wasPressedIn(panelState: PanelState, spot: number): boolean;
  /** How often a spot was pressed. */
  presses(spot: number): number;
  /** The spots that change something, or whose being held matters, as far as it is known. */
  usefulSpots(): number[];
  /** How many presses in a row changed nothing on the tiles. */
  vain(): number;
  /** Whether presses in a panel, or at the spot outside of the panels, are explained by a rule. */
  explains(spot: number): boolean;
  /** Whether the rule that explains it changes something. */
  explainsChange(spot: number): boolean;
  /** The rule that holds for presses in a panel, if one does. */
  panelRule(panel: number): Rule | undefined;
  /** The panels of which a tile was seen to change. */
  readonly changing: ReadonlySet<number>;
  /** The panels whose tiles were seen to show as many of each colour as before after every press. */
  readonly conserved: ReadonlySet<number>;
  /** Grows whenever something new was learned. */
  version(): number;
}

const INERT: Rule = { predict: (panelState) => panelState };

/** Samples kept in mind; the oldest go first. */
const MAX_SAMPLES = 150;

/** Starts with nothing known. */
export function createModel(board: Board, prior: Prior): Model {
  const samples: Sample[] = [];
  const counts = new Map<number, number>();
  const changing = new Set<number>();
  const conserved = new Set(board.panels.keys());
  let version = 0;
  let vain = 0;
  const moves = new Map<number, readonly Move[]>();
  const panelRules = new Map<number, Rule | undefined>();
  const spotRules = new Map<number, Rule | undefined>();

  const pressedIn = (panel: number) =>
    samples.filter(({ spot }) => board.tiles[spot]?.panel === panel);
  const at = (spot: number) => samples.filter((sample) => sample.spot === spot);
  const isInert = (some: readonly Sample[]) =>
    some.every((sample) => changedTiles(sample).length === 0);

  const findPanelRule = (panel: number): Rule | undefined => {
    const own = pressedIn(panel);
    if (isInert(own)) return undefined;
    const swaps = own.some(({ before }) => before.marked >= 0) ? swapRules(board, panel) : [];
    return [...swaps, ...spreadRules(board, panel, own, prior)].find((rule) => agrees(rule, own));
  };
  const movesOf = (panel: number): readonly Move[] => {
    const known = moves.get(panel) ?? listMoves(board, panel);
    moves.set(panel, known);
    return known;
  };
  const findSpotRule = (spot: number): Rule | undefined => {
    const own = at(spot);
    if (own.length === 0) return undefined;
    if (isInert(own)) return INERT;
    // A picture that is no turning piece may show anything.
    if (board.panels[board.tiles[spot]?.panel ?? -1]?.pictures) return undefined;
    const touched = new Set(
      own.flatMap(changedTiles).map((tile) => board.tiles[tile]?.panel as number),
    );
    if (touched.size === 1) {
      for (const move of movesOf([...touched][0] as number)) {
        const rule = moveRule(spot, move);
        if (agrees(rule, own)) return rule;
      }
    }
    const tileCycle = traceTileCycle(board, own);
    if (tileCycle) return moveRule(spot, [tileCycle]);
    return spotRule(spot, own);
  };
  const lookUp = <T>(known: Map<number, T>, key: number, find: (key: number) => T): T => {
    if (!known.has(key)) known.set(key, find(key));
    return known.get(key) as T;
  };
  const panelRuleOf = (spot: number): Rule | undefined => {
    const tile = board.tiles[spot];
    return tile && lookUp(panelRules, tile.panel, findPanelRule);
  };

  /** What is known of all tiles of a panel of which none that was pressed did anything. */
  const isInertPanel = (panel: number): boolean => {
    const own = pressedIn(panel);
    return own.length > 0 && isInert(own);
  };
  const ruleOf = (spot: number): Rule | undefined =>
    panelRuleOf(spot) ?? lookUp(spotRules, spot, findSpotRule);
  const brushes = () =>
    new Set(
      board.panels.flatMap(
        (_, panel) => lookUp(panelRules, panel, findPanelRule)?.selectedColour ?? [],
      ),
    );

  return {
    changing,
    conserved,
    version: () => version,
    vain: () => vain,
    usefulSpots() {
      const held = brushes();
      return board.spots.flatMap((_, spot) => {
        const panel = board.tiles[spot]?.panel;
        if (panel !== undefined && held.has(panel)) return [spot];
        const rule = ruleOf(spot);
        return rule && rule !== INERT ? [spot] : [];
      });
    },
    learn(sample) {
      counts.set(sample.spot, (counts.get(sample.spot) ?? 0) + 1);
      vain = showsEffect(sample.before, sample.after) ? 0 : vain + 1;
      for (const tile of changedTiles(sample)) changing.add(board.tiles[tile]?.panel as number);
      const isKnown = samples.some(
        ({ before, spot, after }) =>
          spot === sample.spot &&
          before.marked === sample.before.marked &&
          areEqual(before.values, sample.before.values) &&
          areEqual(before.held, sample.before.held) &&
          areEqual(after.values, sample.after.values),
      );
      if (isKnown) return;
      version += 1;
      for (const panel of conserved) {
        if (!isConserving(board, panel, sample)) conserved.delete(panel);
      }
      samples.push(sample);
      if (samples.length > MAX_SAMPLES) samples.shift();
      spotRules.delete(sample.spot);
      panelRules.delete(board.tiles[sample.spot]?.panel ?? -1);
    },
    predict(panelState, spot) {
      const panel = board.tiles[spot]?.panel;
      const rule = ruleOf(spot) ?? (panel !== undefined && isInertPanel(panel) ? INERT : undefined);
      const after = rule?.predict(panelState, spot);
      return after && { ...after, held: hold(board, panelState.held, spot) };
    },
    openPress(panelState) {
      const spot = board.spots.findIndex(
        (_, at) => panelRuleOf(at) !== undefined && !panelRuleOf(at)?.predict(panelState, at),
      );
      return spot < 0 ? undefined : spot;
    },
    wasPressedIn: ({ values }, spot) =>
      samples.some((sample) => sample.spot === spot && areEqual(sample.before.values, values)),
    presses: (spot) => counts.get(spot) ?? 0,
    explains: (spot) => ruleOf(spot) !== undefined,
    explainsChange: (spot) => {
      const rule = ruleOf(spot);
      return rule !== undefined && rule !== INERT;
    },
    panelRule: (panel) => lookUp(panelRules, panel, findPanelRule),
  };
}

function isConserving({ tilesIn }: Board, panel: number, { before, after }: Sample): boolean {
  const colours = ({ values }: PanelState) =>
    tilesIn(panel)
      .map((tile) => values[tile] as number)
      .sort((a, b) => a - b);
  return areEqual(colours(before), colours(after));
}
