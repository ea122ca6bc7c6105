import { hashNumbers } from "../../../../game/hash.ts";
import type { HypothesisSpace } from "../../model/presses/hypothesis-space.ts";
import type { PanelState } from "../../model/presses/panel-state.ts";
import type { Board } from "../../perception/board.ts";
import { type Panel, sizeOf } from "../../perception/panel.ts";

/** How often presses of each kind of pressable had an effect, over all levels of a game. */
export interface PressableKinds {
  note(kind: number, changed: boolean): void;
  /** The share of presses with an effect, 0 … 1; a half before the first. */
  effectRateOf(kind: number): number;
}

/** Presses of one pressable to learn its effect. */
const MAX_PRESSES = 3;
/** Presses without effect on one level before probing ends. */
const MAX_VAIN = 10;
/** A panel of fewer tiles is no puzzle. */
const LEAST_TILES = 4;
/** So many tiles of the largest panel are pressed after a press without effect: that press may have selected a colour. */
const MAX_PAIRS = 3;
/** Presses without effect in a panel before its other tiles are left out. */
const MAX_IDLE = 3;
/** How many actions of the way to a pressable weigh as much as a press of its like. */
const STEPS_PER_POINT = 2;
/** Kinds with a lower effect rate are pressed once. */
const LEAST_RATE = 0.1;

/** Starts with no presses. */
export function createPressableKinds(): PressableKinds {
  const tallies = new Map<number, { presses: number; changes: number }>();
  return {
    note(kind, changed) {
      const tally = tallies.get(kind) ?? { presses: 0, changes: 0 };
      tallies.set(kind, tally);
      tally.presses += 1;
      tally.changes += Number(changed);
    },
    effectRateOf(kind) {
      const { presses, changes } = tallies.get(kind) ?? { presses: 0, changes: 0 };
      return (changes + 0.5) / (presses + 1);
    },
  };
}

/** Equal for pressables that look alike: tiles of equal panels, components of one form and colour. */
export function kindOf({ tiles, panels, standalone }: Board, pressable: number): number {
  const panel = panels[tiles[pressable]?.panel ?? -1];
  if (panel) {
    const [isHigh, isWide] = [panel.rows > 1, panel.columns > 1];
    return hashNumbers(panel.pipes ? 3 : 1, Number(isHigh), Number(isWide));
  }
  const component = standalone[pressable - tiles.length];
  return hashNumbers(2, component?.colour ?? 0, component?.shape ?? 0);
}

/**
 * Chooses the next experiment: the pressable of the highest value, which is its kind's effect rate less the
 * presses of its group and the way to it; undefined where none is worth it. A press without effect may have
 * selected a colour: then a tile of the largest panel is next. `vainLevels`: the number of levels on which
 * no press changed a tile.
 */
export function nextProbe(
  board: Board,
  hypotheses: HypothesisSpace,
  kinds: PressableKinds,
  panelState: PanelState,
  distance: (pressable: number) => number | undefined,
  vainLevels: number,
): number | undefined {
  const { panels, tiles, pressables } = board;
  if (!panels.some((panel) => sizeOf(panel) >= LEAST_TILES)) return undefined;
  if (hypotheses.changing.size === 0 && hypotheses.idlePresses() >= MAX_VAIN / (1 + 2 * vainLevels))
    return undefined;
  const receiver = receiverOf(board, hypotheses, panelState);
  if (receiver !== undefined) return receiver;

  const groupOf = (pressable: number) => tiles[pressable]?.panel ?? kindOf(board, pressable);
  const pressesOf = new Map<number, number>();
  for (const pressable of pressables.keys()) {
    const group = groupOf(pressable);
    pressesOf.set(group, (pressesOf.get(group) ?? 0) + hypotheses.presses(pressable));
  }
  /** Whether presses in a panel had no effect. The first piece that changes shows whether presses turn them. */
  const isIdle = (panel: number, presses: number) => {
    const most = panels[panel]?.pipes && hypotheses.changing.has(panel) ? 1 : MAX_IDLE;
    return presses >= most && !board.tilesIn(panel).some(hypotheses.explainsChange);
  };
  let best: number | undefined;
  let highest = Number.NEGATIVE_INFINITY;
  for (const pressable of pressables.keys()) {
    const own = hypotheses.presses(pressable);
    const isNew = own === 0 && !hypotheses.explains(pressable);
    const effectRate = kinds.effectRateOf(kindOf(board, pressable));
    const presses = pressesOf.get(groupOf(pressable)) ?? 0;
    if (effectRate < LEAST_RATE && presses > 0) continue;
    const panel = tiles[pressable]?.panel;
    if (panel !== undefined && isIdle(panel, presses)) continue;
    // Another press of its kind may have had no effect because of the state of the tiles.
    const isDoubtful = effectRate >= 0.5 && !hypotheses.explainsChange(pressable);
    const isWorthRepeating =
      !hypotheses.predict(panelState, pressable) ||
      (isDoubtful && !hypotheses.wasPressedIn(panelState, pressable));
    if (!isNew && !(own > 0 && own < MAX_PRESSES && isWorthRepeating)) continue;
    const steps = distance(pressable);
    if (steps === undefined) continue;
    const value = 10 * effectRate - presses + Number(panel !== undefined) - steps / STEPS_PER_POINT;
    if (value > highest) [best, highest] = [pressable, value];
  }
  return best;
}

/** A tile of the largest panel that may receive the selected colour, while no press in that panel is explained. */
function receiverOf(
  { tiles, panels, tilesIn }: Board,
  hypotheses: HypothesisSpace,
  panelState: PanelState,
): number | undefined {
  const { values, selected, highlighted } = panelState;
  const own = tilesIn(0);
  const presses = own.reduce((sum, tile) => sum + hypotheses.presses(tile), 0);
  if (presses === 0 || presses > MAX_PAIRS || own.some((tile) => hypotheses.explainsChange(tile))) {
    return undefined;
  }
  if (tiles[highlighted]?.panel === 0) {
    return own.find(
      (tile) => values[tile] !== values[highlighted] && hypotheses.presses(tile) < MAX_PRESSES,
    );
  }
  // A palette has fewer tiles than the panel that it colours.
  const size = (panel: number) => sizeOf(panels[panel] as Panel);
  const isSelected = selected.some((tile, panel) => tile >= 0 && size(panel) < size(0));
  return isSelected ? own.find((tile) => hypotheses.presses(tile) < MAX_PRESSES) : undefined;
}
